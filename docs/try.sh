# Short words to play with a running `npm start`: `. docs/try.sh` in the project's folder, in bash or zsh.
#   as WHO PATH [BODY]        GET, or POST when there is a body; WHO is a key of credentials.json
#   patch WHO PATH BODY
#   say TEXT [CONTACT] [CHANNEL]   a customer writes; sets $chat to the path of the conversation
# Answers are shown in a line; RAW=1 shows them whole.

RELEVO_CRED=$(node -p 'require("path").resolve(process.env.RELEVO_HOME || ".relevo", "credentials.json")')
if [ ! -r "$RELEVO_CRED" ]; then
  echo "There is no $RELEVO_CRED: is npm start running? With a RELEVO_HOME of its own, set the same one here first." >&2
  return 1
fi
RELEVO_API=$(node -p 'require(process.argv[1]).api' "$RELEVO_CRED")

relevo_call() {
  curl -sS -X "$1" -H "Authorization: Bearer $(node -p 'require(process.argv[1]).keys[process.argv[2]]' "$RELEVO_CRED" "$2")" \
    -H 'Content-Type: application/json' ${4:+-d "$4"} "$RELEVO_API/v1$3"
}

relevo_show() {
  node -e '
    const text = require("fs").readFileSync(0, "utf8");
    const one = (x) =>
      x.place ? `${x.state} · ${x.place.label} · can: ${(x.can ?? []).join(", ")}`
      : x.command ? `${x.from ?? "–"} → ${x.to} · ${x.command} · ${x.actor.name ?? x.actor.kind}`
      : x.author ? `${x.author.name ?? x.author.kind}: ${x.text ?? `[${x.type}]`}`
      : x.code ? `${x.status} ${x.code}${x.owner ? ` · ${x.owner.name} has it` : ""} · ${x.help}`
      : x.contactId ? `taken as ${x.messageId}`
      : `${x.name ?? x.id ?? "done"}${x.status ? ` · ${x.status}` : ""}`;
    const answer = JSON.parse(text);
    if (process.env.RAW) console.log(text);
    else for (const x of answer.items ?? [answer]) console.log(one(x));
  '
}

as() {
  if [ -n "$3" ]; then relevo_call POST "$1" "$2" "$3"; else relevo_call GET "$1" "$2"; fi | relevo_show
}

patch() {
  relevo_call PATCH "$1" "$2" "$3" | relevo_show
}

say() {
  chat=/conversations/$(
    relevo_call POST integrator /inbound/messages "$(
      node -p 'JSON.stringify({ channel: process.argv[3] || "webchat", contact: { id: process.argv[2] || "cliente-1", name: "Carla", authenticated: true }, message: { id: crypto.randomUUID(), type: "text", text: process.argv[1] } })' "$1" "$2" "$3"
    )" | node -p 'JSON.parse(require("fs").readFileSync(0)).contactId'
  )
  # The bot takes some milliseconds to think; a reader takes longer.
  sleep 1
}
