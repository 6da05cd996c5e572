// Written by `npm run generate` from docs/generated/openapi.json. Change the routes, not this file.

export interface paths {
    "/errors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The error catalogue */
        get: operations["getErrors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/errors/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What an error means and what to do about it */
        get: operations["getError"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the process runs */
        get: operations["getHealthLive"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether messages are taken or the read model is shown; 503 until everything was up once */
        get: operations["getHealthReady"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the agents; to agents, with name and presence only
         * @description Roles: agent, supervisor, admin.
         */
        get: operations["listAgents"];
        put?: never;
        /**
         * Add an agent, with a personal inbox
         * @description Roles: supervisor, admin.
         */
        post: operations["postAgents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agents/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read oneself
         * @description Roles: agent, supervisor, admin.
         */
        get: operations["getAgentsMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change one’s own preferences
         * @description Roles: agent, supervisor, admin.
         */
        patch: operations["patchAgentsMe"];
        trace?: never;
    };
    "/v1/agents/me/heartbeat": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A sign of life: keeps an online agent online, never overrides away
         * @description Roles: agent, supervisor, admin.
         */
        post: operations["postAgentsMeHeartbeat"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agents/me/presence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Be online, or away, by hand or by leaving the screen
         * @description Roles: agent, supervisor, admin.
         */
        post: operations["postAgentsMePresence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/agents/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an agent
         * @description Roles: agent, supervisor, admin.
         */
        get: operations["getAgent"];
        put?: never;
        post?: never;
        /**
         * Remove an agent: keys and access end, the chats go back to their inboxes
         * @description Roles: supervisor, admin.
         */
        delete: operations["deleteAgent"];
        options?: never;
        head?: never;
        /**
         * Change an agent
         * @description Roles: supervisor, admin.
         */
        patch: operations["patchAgent"];
        trace?: never;
    };
    "/v1/agents/{id}/presence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the presence of a range: its changes, oldest first, and the online time; `me` is oneself
         * @description Roles: agent, supervisor, admin.
         */
        get: operations["getAgentPresence"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List alerts, newest first
         * @description Roles: supervisor, admin.
         */
        get: operations["listAlerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts/{id}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Acknowledge an alert: it ends, and does not repeat for the same wait
         * @description Roles: supervisor, admin.
         */
        post: operations["postAlertAcknowledge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/areas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the areas, the oldest first
         * @description Roles: agent, supervisor, admin.
         */
        get: operations["listAreas"];
        put?: never;
        /**
         * Add an area; of two that take the same tickets the older one does
         * @description Roles: supervisor, admin.
         */
        post: operations["postAreas"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/areas/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an area
         * @description Roles: agent, supervisor, admin.
         */
        get: operations["getArea"];
        put?: never;
        post?: never;
        /**
         * Remove an area; its tickets go to Área General
         * @description Roles: supervisor, admin.
         */
        delete: operations["deleteArea"];
        options?: never;
        head?: never;
        /**
         * Change an area; a list that is given replaces the one before
         * @description Roles: supervisor, admin.
         */
        patch: operations["patchArea"];
        trace?: never;
    };
    "/v1/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List contacts whose chat the caller may see
         * @description Roles: agent, supervisor, admin, integrator.
         */
        get: operations["listContacts"];
        put?: never;
        /**
         * Start a conversation from our side (Nuevo ticket)
         * @description Roles: agent, supervisor, admin, integrator.
         */
        post: operations["postContacts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a contact
         * @description Roles: agent, supervisor, admin, integrator.
         */
        get: operations["getContact"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Edit the contact card; what people edited is not overwritten by the channel
         * @description Roles: agent, supervisor, admin, integrator.
         */
        patch: operations["patchContact"];
        trace?: never;
    };
    "/v1/contacts/{id}/activity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the activity of a contact, newest first; notes are told to people only
         * @description Roles: agent, supervisor, admin, integrator.
         */
        get: operations["listContactActivity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts/{id}/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the messages that carry a file, newest first
         * @description Roles: agent, supervisor, admin, integrator.
         */
        get: operations["listContactAttachments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts/{id}/block": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Block the contact: their messages are counted and shown nowhere
         * @description Roles: agent, supervisor, admin.
         */
        post: operations["postContactBlock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts/{id}/duplicates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List contacts that may be the same person: of the same phone number or e-mail
         * @description Roles: agent, supervisor, admin, integrator.
         */
        get: operations["listContactDuplicates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts/{id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Link two contacts as one person; refused where they could be two
         * @description Each keeps its chat and its history. The card shows the other under `linkedContacts`, and what it lacks itself out
         *     of the other’s. `DELETE` undoes it.
         *
         *     Roles: agent, supervisor, admin.
         */
        post: operations["postContactMerge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts/{id}/merge/{otherId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take a contact out of the person again
         * @description Roles: agent, supervisor, admin.
         */
        delete: operations["deleteContactMerge"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts/{id}/unblock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Unblock the contact
         * @description Roles: agent, supervisor, admin.
         */
        post: operations["postContactUnblock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List conversations that the caller may see
         * @description Roles: agent, supervisor, admin, integrator.
         */
        get: operations["listConversations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count the conversations of each view and inbox that the caller may see
         * @description Roles: agent, supervisor, admin, integrator.
         */
        get: operations["getConversationsCounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{contactId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a conversation as it is now
         * @description Roles: agent, supervisor, admin, integrator.
         */
        get: operations["getConversation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{contactId}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give the chat to an agent
         * @description Roles: supervisor, admin.
         */
        post: operations["postConversationAssign"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{contactId}/bot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send the chat back to the bot
         * @description Roles: agent, supervisor, admin.
         */
        post: operations["postConversationBot"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{contactId}/bot-messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let an integrator’s own bot speak
         * @description Roles: integrator.
         */
        post: operations["postConversationBotMessages"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{contactId}/bot-usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what the model-backed bot used in a conversation
         * @description Roles: supervisor, admin.
         */
        get: operations["getConversationBotUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{contactId}/brief": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the brief that a claim answers with, also of a chat that a rule or a supervisor gave
         * @description Roles: agent, supervisor, admin.
         */
        get: operations["getConversationBrief"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{contactId}/claim": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take the chat
         * @description Roles: agent, supervisor, admin.
         */
        post: operations["postConversationClaim"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{contactId}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End the attention
         * @description Roles: agent, supervisor, admin.
         */
        post: operations["postConversationClose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{contactId}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell a business event
         * @description Roles: integrator.
         */
        post: operations["postConversationEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{contactId}/handoff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand the chat from the bot to people
         * @description Roles: integrator.
         */
        post: operations["postConversationHandoff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{contactId}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the transcript, oldest first unless told otherwise
         * @description Roles: agent, supervisor, admin, integrator.
         */
        get: operations["listConversationMessages"];
        put?: never;
        /**
         * Write to the customer
         * @description Roles: agent, supervisor, admin.
         */
        post: operations["postConversationMessages"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{contactId}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Write an internal note
         * @description Roles: agent, supervisor, admin.
         */
        post: operations["postConversationNotes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{contactId}/reactions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * React to a message
         * @description Roles: agent, supervisor, admin.
         */
        post: operations["postConversationReactions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{contactId}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mark the chat read
         * @description Roles: agent, supervisor, admin.
         */
        post: operations["postConversationRead"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{contactId}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put the chat back into its inbox
         * @description Roles: agent, supervisor, admin.
         */
        post: operations["postConversationReturn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{contactId}/template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a template
         * @description Roles: agent, supervisor, admin, integrator.
         */
        post: operations["postConversationTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{contactId}/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open a ticket out of a conversation; people and integrators may whatever the bot may
         * @description Roles: agent, supervisor, admin, integrator.
         */
        post: operations["postConversationTickets"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{contactId}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read every transition, oldest first
         * @description Roles: agent, supervisor, admin, integrator.
         */
        get: operations["listConversationTimeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{contactId}/transfer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send the chat to an inbox, or to an agent’s personal inbox
         * @description Roles: agent, supervisor, admin.
         */
        post: operations["postConversationTransfer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{contactId}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo the last transfer, return or close
         * @description Roles: supervisor, admin.
         */
        post: operations["postConversationUndo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/conversations/{contactId}/unread": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mark the chat unread
         * @description Roles: agent, supervisor, admin.
         */
        post: operations["postConversationUnread"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listen to what happens
         * @description Server-sent events in the order of the store's commits:
         *
         *     - `ready` `{resumed}`: from here on nothing is missed; read the lists after it unless `resumed`
         *     - `conversation.changed`: the conversation as its GET gives it, `live: false`, with `change`, the timeline's entry, when
         *       one caused it, and `alert: true` when it came new to an inbox that the agent may take it from and wants to hear of
         *     - `conversation.removed` `{contactId}`: the chat has left the caller's sight
         *     - `message.created`, `message.changed`: a line of the transcript; to integrators no notes
         *     - `ticket.changed`: the ticket as its GET gives it
         *     - `alert.raised`, `alert.ended`: to supervisors
         *     - `room.changed`: to supervisors, a WhatsApp group as its GET gives it, with `deleted`
         *     - `presence.changed` `{id, name, status}`, to supervisors with `cause` and `at`; not to integrators
         *     - `reset` `{reason}`: what was missed cannot be told; read the lists anew
         *
         *     `Last-Event-ID` goes on after that event, on any API process. A chat is told of only to whom may see it now.
         *
         *     Roles: agent, supervisor, admin, integrator.
         */
        get: operations["getEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events/ticket": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get a ticket to listen with, for EventSource, which sets no headers
         * @description Good once, for one minute, in the place of the key that asks for it.
         *
         *     Roles: agent, supervisor, admin, integrator.
         */
        post: operations["postEventsTicket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/handoffs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List attention episodes; agents are listed those that they had
         * @description Of a chat that an agent may not see any more they are told the figures and their own part, and nothing of the contact; a search, and a filter by what they are not told, finds only chats that they may see now. How each figure is counted: docs/metrics.md.
         *
         *     Roles: agent, supervisor, admin.
         */
        get: operations["listHandoffs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/handoffs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an attention episode with each stay in an inbox or with an agent
         * @description Roles: agent, supervisor, admin.
         */
        get: operations["getHandoff"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/inbound/edits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take what a customer made of messages of theirs: another text, or none
         * @description What comes before its message is kept and applied to it. Earlier texts stay in `edits`; what the customer took back is
         *     shown to supervisors alone.
         *
         *     Roles: integrator.
         */
        post: operations["postInboundEdits"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/inbound/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take one customer message; its id makes it idempotent
         * @description A message whose type is not known is taken, kept, and shown as `unsupported`. A channel is there from its first
         *     message on: a new name makes a new channel, and its contacts are not those of any other.
         *
         *     Roles: integrator.
         */
        post: operations["postInboundMessages"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/inbound/statuses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take what became of messages to a customer; in any order, any number of times
         * @description A status only goes forward, whichever comes first; `failed` is final unless the customer’s device confirms the
         *     message later. What comes before its message is kept and applied to it. `window-closed` ends the session when the customer has not
         *     written since the message went.
         *
         *     Roles: integrator.
         */
        post: operations["postInboundStatuses"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/inboxes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the inboxes that the caller has access to
         * @description Roles: agent, supervisor, admin, integrator.
         */
        get: operations["listInboxes"];
        put?: never;
        /**
         * Add an inbox
         * @description Roles: supervisor, admin.
         */
        post: operations["postInboxes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/inboxes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an inbox
         * @description Roles: agent, supervisor, admin, integrator.
         */
        get: operations["getInbox"];
        put?: never;
        post?: never;
        /**
         * Remove an inbox; its chats go to General
         * @description Roles: supervisor, admin.
         */
        delete: operations["deleteInbox"];
        options?: never;
        head?: never;
        /**
         * Change an inbox: what is given is merged deeply, null deletes an optional part
         * @description Roles: supervisor, admin.
         */
        patch: operations["patchInbox"];
        trace?: never;
    };
    "/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the keys
         * @description Roles: admin.
         */
        get: operations["listKeys"];
        put?: never;
        /**
         * Make a key; it is shown this one time
         * @description Roles: admin.
         */
        post: operations["postKeys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a key
         * @description Roles: admin.
         */
        get: operations["getKey"];
        put?: never;
        post?: never;
        /**
         * Revoke a key
         * @description Roles: admin.
         */
        delete: operations["deleteKey"];
        options?: never;
        head?: never;
        /**
         * Rename a key, or set when it expires
         * @description Roles: admin.
         */
        patch: operations["patchKey"];
        trace?: never;
    };
    "/v1/knowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the articles
         * @description Roles: agent, supervisor, admin.
         */
        get: operations["listKnowledge"];
        put?: never;
        /**
         * Add an article
         * @description Roles: supervisor, admin.
         */
        post: operations["postKnowledge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/knowledge/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the changes of all articles, newest first; so those that were deleted are found
         * @description Roles: supervisor, admin.
         */
        get: operations["listKnowledgeChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/knowledge/gaps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the questions that the bot could not answer, grouped by what they ask for
         * @description Questions are kept for 180 days, and put to their group within seconds.
         *
         *     Roles: supervisor, admin.
         */
        get: operations["listKnowledgeGaps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/knowledge/gaps/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a gap, with all that was asked of it
         * @description Roles: supervisor, admin.
         */
        get: operations["getKnowledgeGap"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/knowledge/gaps/{id}/article": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add the article that answers a gap
         * @description The gap is answered from then on. It opens again by itself only where somebody asks later and no article answers that.
         *
         *     Roles: supervisor, admin.
         */
        post: operations["postKnowledgeGapArticle"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/knowledge/gaps/{id}/dismiss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Leave a gap unanswered for good: later questions of its kind are counted and do not open it
         * @description Roles: supervisor, admin.
         */
        post: operations["postKnowledgeGapDismiss"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/knowledge/gaps/{id}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open a gap again
         * @description Roles: supervisor, admin.
         */
        post: operations["postKnowledgeGapReopen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/knowledge/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take articles out of Markdown and CSV files
         * @description Markdown: one article for each heading of the file's highest level, or for the whole file where its front matter has a `title`. CSV: a row each, with columns `title` and `body`. Each is told as created, updated, unchanged or refused; one that is refused keeps no other back, and all others are written in one step. Importing the same again changes nothing. At most 1000 articles in a request.
         *
         *     Roles: supervisor, admin.
         */
        post: operations["postKnowledgeImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/knowledge/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read an article
         * @description Roles: agent, supervisor, admin.
         */
        get: operations["getKnowledge"];
        put?: never;
        post?: never;
        /**
         * Remove an article
         * @description For a year any of its versions can be restored.
         *
         *     Roles: supervisor, admin.
         */
        delete: operations["deleteKnowledge"];
        options?: never;
        head?: never;
        /**
         * Change an article
         * @description What it was is kept: see its versions.
         *
         *     Roles: supervisor, admin.
         */
        patch: operations["patchKnowledge"];
        trace?: never;
    };
    "/v1/knowledge/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the last 50 versions of an article, newest first; also of one that was deleted
         * @description Roles: supervisor, admin.
         */
        get: operations["listKnowledgeVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/knowledge/{id}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a version of an article
         * @description Roles: supervisor, admin.
         */
        get: operations["getKnowledgeVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/knowledge/{id}/versions/{version}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a version what the article is, as a new version; brings back one that was deleted
         * @description Roles: supervisor, admin.
         */
        post: operations["postKnowledgeVersionRestore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/media": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the library, newest first
         * @description Roles: agent, supervisor, admin, integrator.
         */
        get: operations["listMedia"];
        put?: never;
        /**
         * Upload a file to send, or to keep in the library
         * @description The content is checked against its bytes and the rules of its kind. A sticker is PNG or WebP, exactly
         *     512 × 512 pixels, under 100 KB, with a transparent background; it is stored as WebP. A file that is neither sent nor in
         *     the library goes after a week.
         *
         *     Roles: agent, supervisor, admin, integrator.
         */
        post: operations["postMedia"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/media/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what a file is, with a link that is good for five minutes
         * @description Roles: agent, supervisor, admin, integrator.
         */
        get: operations["getMedia"];
        put?: never;
        post?: never;
        /**
         * Take a file out of the library; messages that carry it keep it
         * @description Roles: supervisor, admin.
         */
        delete: operations["deleteMedia"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/media/{id}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a file, with a key or by its link
         * @description Takes `Range`, `If-Range` and `If-None-Match`. Documents come as attachments.
         *
         *     Roles: agent, supervisor, admin, integrator.
         */
        get: operations["getMediaContent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search the transcripts of all chats that the caller may see, newest line first
         * @description Roles: agent, supervisor, admin, integrator.
         */
        get: operations["listMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/metrics/agents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the performance of agents, by name; agents read their own
         * @description Counted over the episodes queued in the range, also where they go on after it. How each figure is counted: docs/metrics.md.
         *
         *     Roles: agent, supervisor, admin.
         */
        get: operations["listMetricsAgents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/metrics/bot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what the bot resolved and what it routed to the team, in all, by day, by inbox and by reason
         * @description Counted over the sessions with the bot that ended in the range. How each figure is counted: docs/metrics.md.
         *
         *     Roles: supervisor, admin.
         */
        get: operations["getMetricsBot"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/metrics/bot/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what the model-backed bot used, by day of the account
         * @description Roles: supervisor, admin.
         */
        get: operations["getMetricsBotUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/metrics/inboxes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the performance of inboxes, by name
         * @description Counted over the episodes queued in the range, also where they go on after it. How each figure is counted: docs/metrics.md.
         *
         *     Roles: supervisor, admin.
         */
        get: operations["listMetricsInboxes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/metrics/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read how many tickets were opened, where they are, and how long they took
         * @description Counted over the tickets opened in the range. How each figure is counted: docs/metrics.md.
         *
         *     Roles: supervisor, admin.
         */
        get: operations["getMetricsTickets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/outbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List mails that were not sent, the oldest first
         * @description Roles: admin.
         */
        get: operations["listOutbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/outbox/send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send the mails that were held, and once more those that the provider refused
         * @description A mail of which nobody knows whether it was sent is left alone.
         *
         *     Roles: admin.
         */
        post: operations["postOutboxSend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rooms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the WhatsApp groups that agents work in, with the progress of those being created
         * @description Roles: supervisor, admin.
         */
        get: operations["listRooms"];
        put?: never;
        /**
         * Have a main room created; personal rooms come with `rooms` of the agent
         * @description Roles: supervisor, admin.
         */
        post: operations["postRooms"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rooms/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a room
         * @description Roles: supervisor, admin.
         */
        get: operations["getRoom"];
        put?: never;
        post?: never;
        /**
         * Remove a room and its group; a personal room only while it holds no case
         * @description Roles: supervisor, admin.
         */
        delete: operations["deleteRoom"];
        options?: never;
        head?: never;
        /**
         * Bind a main room to another inbox, or ask again for one that failed
         * @description Roles: supervisor, admin.
         */
        patch: operations["patchRoom"];
        trace?: never;
    };
    "/v1/rooms/{id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add an agent to a main room: they get its access, and come into the group by its link
         * @description Whoever is not an agent yet is made one. Where the group is full, the agent belongs in another one of the same kind and inbox, which is created where there is none; the answer is the room that the agent belongs in.
         *
         *     Roles: supervisor, admin.
         */
        post: operations["postRoomMembers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rooms/{id}/members/{agentId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take an agent out of a main room, its group and its access
         * @description WhatsApp lets nobody back in by link who was taken out.
         *
         *     Roles: supervisor, admin.
         */
        delete: operations["deleteRoomMember"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the settings
         * @description Roles: admin.
         */
        get: operations["getSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change settings: what is given is merged deeply, null deletes an optional part
         * @description A change of `handoff` is saved only once the helpdesk has answered: `connection-failed` tells why it has not.
         *
         *     Roles: admin.
         */
        patch: operations["patchSettings"];
        trace?: never;
    };
    "/v1/settings/handoff/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test the connection to a helpdesk, as it is stored or as it is given; nothing is saved
         * @description What is given is merged into what is stored, as a change of `handoff` would be.
         *
         *     Roles: admin.
         */
        post: operations["postSettingsHandoffTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/settings/texts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every text that bot and system say to customers, with its default; changed by `texts` of the settings
         * @description Roles: admin.
         */
        get: operations["listSettingsTexts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/shortcuts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the shared shortcuts and one’s own, by name; searched ones with the name’s beginning first
         * @description Roles: agent, supervisor, admin.
         */
        get: operations["listShortcuts"];
        put?: never;
        /**
         * Add a shortcut: shared ones by supervisors, one’s own by everybody
         * @description Roles: agent, supervisor, admin.
         */
        post: operations["postShortcuts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/shortcuts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a shortcut
         * @description Roles: agent, supervisor, admin.
         */
        get: operations["getShortcut"];
        put?: never;
        post?: never;
        /**
         * Remove a shortcut
         * @description Roles: agent, supervisor, admin.
         */
        delete: operations["deleteShortcut"];
        options?: never;
        head?: never;
        /**
         * Change a shortcut; supervisors share their own, and take shared ones as their own
         * @description Roles: agent, supervisor, admin.
         */
        patch: operations["patchShortcut"];
        trace?: never;
    };
    "/v1/shortcuts/{id}/render": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put a contact’s values into a shortcut; what is missing is told, never left out
         * @description Roles: agent, supervisor, admin.
         */
        post: operations["postShortcutRender"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the templates
         * @description Roles: agent, supervisor, admin, integrator.
         */
        get: operations["listTemplates"];
        put?: never;
        /**
         * Add a template
         * @description Roles: supervisor, admin.
         */
        post: operations["postTemplates"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take over the templates that the account has on WhatsApp, as they stand there
         * @description Roles: supervisor, admin.
         */
        post: operations["postTemplatesSync"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/templates/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a template
         * @description Roles: agent, supervisor, admin, integrator.
         */
        get: operations["getTemplate"];
        put?: never;
        post?: never;
        /**
         * Remove a template
         * @description Roles: supervisor, admin.
         */
        delete: operations["deleteTemplate"];
        options?: never;
        head?: never;
        /**
         * Change a template
         * @description Roles: supervisor, admin.
         */
        patch: operations["patchTemplate"];
        trace?: never;
    };
    "/v1/templates/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Read a template with its variables filled in, without sending it
         * @description Roles: agent, supervisor, admin, integrator.
         */
        post: operations["postTemplatePreview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List tickets
         * @description Roles: agent, supervisor, admin.
         */
        get: operations["listTickets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tickets/export.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export tickets as CSV, UTF-8 with a byte order mark, all that the filters find
         * @description Roles: agent, supervisor, admin.
         */
        get: operations["getTicketsExportCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tickets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a ticket
         * @description Roles: agent, supervisor, admin.
         */
        get: operations["getTicket"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change the state of a ticket, to any other and at any time
         * @description Roles: agent, supervisor, admin.
         */
        patch: operations["patchTicket"];
        trace?: never;
    };
    "/v1/tickets/{id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the transcript that a ticket was opened upon; 404 to who may not see the chat
         * @description Roles: agent, supervisor, admin.
         */
        get: operations["listTicketMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webchat/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listen to the visitor’s chat
         * @description Server-sent events: `message`, whose id is its `seq`, and `state`, `{status: bot | waiting |
         *     agent | ended, agentName}`. `Last-Event-ID` goes on after the last one seen; without it the whole transcript comes first.
         */
        get: operations["getWebchatEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webchat/media": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload a file to send as the visitor; checked as those of agents are
         * @description At most 16 MB, and no more than the kind allows. A file that is not sent goes after a week.
         */
        post: operations["postWebchatMedia"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webchat/media/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a file of the visitor’s chat, with a new link */
        get: operations["getWebchatMedia"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webchat/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the visitor’s transcript, oldest first */
        get: operations["listWebchatMessages"];
        put?: never;
        /** Write as the visitor; the id makes it idempotent */
        post: operations["postWebchatMessages"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webchat/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin as a visitor, or make a visitor token good for longer */
        post: operations["postWebchatSessions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the webhooks
         * @description Roles: supervisor, admin.
         */
        get: operations["listWebhooks"];
        put?: never;
        /**
         * Add a webhook; its secret is shown this one time
         * @description Roles: supervisor, admin.
         */
        post: operations["postWebhooks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a webhook
         * @description Roles: supervisor, admin.
         */
        get: operations["getWebhook"];
        put?: never;
        post?: never;
        /**
         * Remove a webhook
         * @description Roles: supervisor, admin.
         */
        delete: operations["deleteWebhook"];
        options?: never;
        head?: never;
        /**
         * Change a webhook
         * @description Roles: supervisor, admin.
         */
        patch: operations["patchWebhook"];
        trace?: never;
    };
    "/v1/webhooks/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what the endpoint did not take within a day, latest first
         * @description Roles: supervisor, admin.
         */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/deliveries/{deliveryId}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a failed delivery again, for another day
         * @description It keeps its `webhook-id`, and is listed again should it fail again.
         *
         *     Roles: supervisor, admin.
         */
        post: operations["postWebhookDeliveryRetry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a webhook a new secret, shown this one time; the old one signs beside it for a day
         * @description Roles: supervisor, admin.
         */
        post: operations["postWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a `ping` to the endpoint, the way everything else is sent
         * @description Roles: supervisor, admin.
         */
        post: operations["postWebhookTest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Activity: {
            contactId: string;
            seq: number;
            /** Format: date-time */
            at: string;
            from: ("BOT" | "BANDEJA" | "AGENTE" | "EXPIRADO") | null;
            /** @enum {string} */
            to: "BOT" | "BANDEJA" | "AGENTE" | "EXPIRADO";
            fromPlace: components["schemas"]["Place"] | null;
            toPlace: components["schemas"]["Place"];
            command: string;
            actor: components["schemas"]["Actor"];
            reason: string | null;
            data: unknown;
            /** @constant */
            kind: "transition";
        } | {
            /** @constant */
            kind: "note";
            contactId: string;
            seq: number;
            /** Format: date-time */
            at: string;
            /** @description Its text is in the transcript */
            messageId: string;
            actor: components["schemas"]["Actor"];
        };
        Actor: {
            /** @enum {string} */
            kind: "customer" | "bot" | "agent" | "supervisor" | "admin" | "integrator" | "rule" | "timer" | "channel" | "system";
            id: string | null;
            name: string | null;
        };
        Agent: {
            id: string;
            name: string;
            active: boolean;
            /**
             * @description `away` also when signs of life stopped coming
             * @enum {string}
             */
            status: "online" | "away";
            email?: string | null;
            phone?: string | null;
            capacity?: number;
            shifts?: {
                timeZone: string;
                weekly: {
                    /** @description 1 to 7, Monday first */
                    day: number;
                    from: string;
                    to: string;
                }[];
                holidays?: string[];
            } | null;
            /** @description Whether this moment is within the shifts; true without any */
            onShift?: boolean;
            /** @description Places taken, reservations included */
            load?: number;
            /** @enum {string} */
            role?: "agent" | "supervisor" | "admin";
            /** Format: date-time */
            statusChangedAt?: string;
            lastHeartbeatAt?: string | null;
            personalInboxId?: string;
            notifications?: {
                sound: boolean;
            };
            /** @description WhatsApp groups of the agent: how many there are to be, and how many there are by status */
            rooms?: {
                wanted: number;
                creating: number;
                ready: number;
                failed: number;
                suspended: number;
            };
            /** @description Whether number and account are linked, by answering in a WhatsApp group */
            registration?: {
                /** @enum {string} */
                status: "none" | "pending" | "registered";
            };
            /** Format: date-time */
            createdAt?: string;
            /** Format: date-time */
            updatedAt?: string;
        };
        AgentMetrics: {
            agentId: string;
            agentName: string;
            /** @description From taking the chat or the customer’s next line, whichever is later, to the agent’s first answer */
            firstResponse: components["schemas"]["Spread"];
            /**
             * Format: duration
             * @description Online time within the range
             * @example PT4M10.5S
             */
            online: string;
            volume: {
                /** @description Episodes queued in the range that were here */
                episodes: number;
                /** @description Of them those that have not ended */
                open: number;
                /** @description How often a chat was here; again after it came back */
                stays: number;
                /** @description Claims and assignments */
                taken: number;
                /** @description Messages of people in stays in which the customer has waited for one, from then on */
                answers: number;
            };
            /** @description From the queue to the close, of episodes closed here */
            resolution: components["schemas"]["Spread"];
            /** @description From taking a chat to when it left the agent */
            handling: components["schemas"]["Spread"];
            transfersIn: number;
            transfersOut: number;
            returns: number;
            closes: number;
            /** @description Of the closes, the 50 most frequent reasons, as they were given at the desk or after /fin in a room */
            closeReasons: {
                reason: string | null;
                count: number;
            }[];
            /** @description Chats whose session ended here */
            expiries: number;
            /** @description Alerts raised here */
            escalations: number;
            /** @description Path that lists exactly the episodes counted here */
            episodes: string;
        };
        AgentPatch: {
            name?: string;
            email?: string | null;
            phone?: string | null;
            /** @description How many chats at once */
            capacity?: number;
            active?: boolean;
            /** @description How many WhatsApp groups the agent works in, each with one case; as many are the places, unless `capacity` is given too */
            rooms?: number;
            /** @description Merged deeply; null: no shifts, always */
            shifts?: {
                timeZone?: string | null;
                weekly?: {
                    /** @description 1 to 7, Monday first */
                    day: number;
                    from: string;
                    to: string;
                }[] | null;
                holidays?: string[] | null;
            } | null;
        };
        Alert: {
            id: string;
            contactId: string | null;
            ticketId: string | null;
            /** @enum {string} */
            kind: "unattended" | "unanswered" | "window-closing" | "angry-customer" | "ticket-unattended" | "helpdesk-failed" | "mail-failed" | "mail-undeliverable" | "channel-failed";
            level: number;
            /** @description Of the chat when it was raised; null for tickets and mail */
            state: ("BOT" | "BANDEJA" | "AGENTE" | "EXPIRADO") | null;
            place: components["schemas"]["Place"] | null;
            detail: string | null;
            /** Format: date-time */
            raisedAt: string;
            open: boolean;
            endedAt: string | null;
            endedBy: components["schemas"]["Actor"] | null;
            endedHow: string | null;
        };
        AnsweredGap: {
            article: components["schemas"]["Article"];
            gap: components["schemas"]["Gap"];
        };
        Area: {
            id: string;
            name: string;
            emails: string[];
            /** @description Addresses that mail does not reach: nothing is sent to them until they are removed and given again */
            undeliverable: {
                email: string;
                reason: string;
                /** Format: date-time */
                at: string;
            }[];
            notify: boolean;
            types: ("VENTA" | "POSTVENTA")[];
            subtypes: ("ESPECIFICACIONES_Y_STOCK" | "PRECIOS_PAGOS_Y_PROMOCIONES" | "SOPORTE_DE_COMPRA" | "POTENCIAL_CLIENTE" | "PROBLEMA_CON_LA_ENTREGA" | "CAMBIO_O_CANCELACION" | "GARANTIA" | "DEVOLUCION" | "PROBLEMAS_CON_LA_CUENTA" | "QUEJAS")[];
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        AreaPatch: {
            name?: string;
            /** @description Whom a new ticket is mailed to; kept in lower case, each once */
            emails?: string[];
            /** @description Whether new tickets are mailed at all */
            notify?: boolean;
            /** @description Takes every ticket of these types, unless an area names the subtype */
            types?: ("VENTA" | "POSTVENTA")[];
            /** @description Takes every ticket of these subtypes */
            subtypes?: ("ESPECIFICACIONES_Y_STOCK" | "PRECIOS_PAGOS_Y_PROMOCIONES" | "SOPORTE_DE_COMPRA" | "POTENCIAL_CLIENTE" | "PROBLEMA_CON_LA_ENTREGA" | "CAMBIO_O_CANCELACION" | "GARANTIA" | "DEVOLUCION" | "PROBLEMAS_CON_LA_CUENTA" | "QUEJAS")[];
        };
        Article: {
            id: string;
            title: string;
            body: string;
            keywords: string[];
            /** @description Whether the bot answers from it */
            active: boolean;
            /** @description The file and heading that an import took it from */
            source: string | null;
            version: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        ArticlePatch: {
            title?: string;
            body?: string;
            keywords?: string[];
            /** @description Whether the bot answers from it */
            active?: boolean;
            /** @description The version that the change was made on: `stale-version` where there has been another since */
            version?: number;
        };
        /** @description An article as a change left it; a deleted one as it was until then */
        ArticleVersion: {
            articleId: string;
            version: number;
            /** @enum {string} */
            change: "created" | "updated" | "restored" | "deleted";
            /** Format: date-time */
            at: string;
            /** @description Null where nobody noted it */
            by: {
                id: string | null;
                name: string;
            } | null;
            title: string;
            body: string;
            keywords: string[];
            /** @description Whether the bot answers from it */
            active: boolean;
        };
        BotMetrics: {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            /** @description Of the account; days are days there */
            timeZone: string;
            /** @description Sessions with the bot that ended in the range */
            conversations: number;
            /** @description Of them those without handoff and ticket, and with at least one answer of the bot */
            resolvedByBot: number;
            /** @description Of them those handed to people or to a helpdesk */
            routedToTeam: number;
            /** @description From 0 to 1; null when nothing ended */
            resolutionRate: number | null;
            /** @description From 0 to 1; null when nothing ended */
            routedToTeamRate: number | null;
            /** @description Of those routed; they have no episode here */
            routedToHelpdesk: number;
            /** @description Sessions that go on now */
            running: number;
            /** @description Path that lists exactly the episodes counted here */
            episodes: string;
            /** @description Days on which sessions ended */
            byDay: {
                /** Format: date */
                day: string;
                /** @description Sessions with the bot that ended in the range */
                conversations: number;
                /** @description Of them those without handoff and ticket, and with at least one answer of the bot */
                resolvedByBot: number;
                /** @description Of them those handed to people or to a helpdesk */
                routedToTeam: number;
                /** @description From 0 to 1; null when nothing ended */
                resolutionRate: number | null;
                /** @description From 0 to 1; null when nothing ended */
                routedToTeamRate: number | null;
                /** @description Path that lists exactly the episodes counted here */
                episodes: string;
            }[];
            /** @description Where people took over */
            byInbox: {
                inboxId: string;
                inboxName: string;
                routedToTeam: number;
                /** @description From 0 to 1; null when nothing ended */
                routedToTeamRate: number | null;
                /** @description Path that lists exactly the episodes counted here */
                episodes: string;
            }[];
            /** @description Why the bot’s side handed over, the 50 most frequent reasons */
            byReason: {
                reason: string | null;
                routedToTeam: number;
                /** @description From 0 to 1; null when nothing ended */
                routedToTeamRate: number | null;
                /** @description Path that lists exactly the episodes counted here */
                episodes: string;
            }[];
        };
        BotUsage: {
            /** @description Answers of the model, useful or not */
            calls: number;
            promptTokens: number;
            completionTokens: number;
            /** @description By the prices set at the time of each call; 0 without prices */
            cost: number;
        };
        BotUsageDay: {
            /** Format: date */
            day: string;
            /** @description Answers of the model, useful or not */
            calls: number;
            promptTokens: number;
            completionTokens: number;
            /** @description By the prices set at the time of each call; 0 without prices */
            cost: number;
            /** @description How often the built-in bot stood in, by reason */
            fallbacks: {
                [key: string]: number;
            };
            /** @description When a turn first met `bot.maxTokensPerDay` */
            ceilingReachedAt: string | null;
        };
        Brief: {
            summary: string | null;
            data: {
                [key: string]: string;
            };
            bot: {
                answers: number;
                last: string | null;
                handoffReason: string | null;
            };
        };
        ClaimedConversation: {
            id: string;
            channel: string;
            externalId: string;
            name: string | null;
            firstName: string | null;
            lastName: string | null;
            phone: string | null;
            email: string | null;
            custom: {
                [key: string]: string;
            };
            blocked: boolean;
            /** @description How many messages came while they were blocked: counted, shown nowhere */
            blockedMessages: number;
            /** @enum {string} */
            state: "BOT" | "BANDEJA" | "AGENTE" | "EXPIRADO";
            previousState: ("BOT" | "BANDEJA" | "AGENTE" | "EXPIRADO") | null;
            place: components["schemas"]["Place"];
            previousPlace: components["schemas"]["Place"] | null;
            /** Format: date-time */
            since: string;
            movedBy: components["schemas"]["Actor"];
            reason: string | null;
            /** @enum {string} */
            origin: "customer" | "agent" | "integrator" | "campaign";
            session: {
                /** @enum {string} */
                status: "open" | "awaiting-reply" | "expired";
                expiresAt: string | null;
                lastCustomerAt: string | null;
            };
            /** @enum {string} */
            sentiment: "POSITIVO" | "NEUTRAL" | "NEGATIVO" | "ENOJADO";
            escalated: boolean;
            unread: boolean;
            waitingSince: string | null;
            lastMessageAt: string | null;
            /** Format: date-time */
            createdAt: string;
            contactId: string;
            /** @description Whose turn of ownership it is; send it back with commands */
            epoch: number;
            version: number;
            deadlines: {
                /** @enum {string} */
                kind: "expiry" | "awaitingReply" | "unattended" | "unanswered" | "windowClosing" | "angry" | "quiet";
                /** Format: date-time */
                at: string;
            }[];
            /** @description The commands that the caller may give now */
            can: string[];
            /** @description False when it comes out of the read model */
            live: boolean;
            brief: components["schemas"]["Brief"];
        };
        Contact: {
            id: string;
            channel: string;
            externalId: string;
            name: string | null;
            firstName: string | null;
            lastName: string | null;
            phone: string | null;
            email: string | null;
            custom: {
                [key: string]: string;
            };
            blocked: boolean;
            /** @description How many messages came while they were blocked: counted, shown nowhere */
            blockedMessages: number;
            /** @enum {string} */
            state: "BOT" | "BANDEJA" | "AGENTE" | "EXPIRADO";
            previousState: ("BOT" | "BANDEJA" | "AGENTE" | "EXPIRADO") | null;
            place: components["schemas"]["Place"];
            previousPlace: components["schemas"]["Place"] | null;
            /** Format: date-time */
            since: string;
            movedBy: components["schemas"]["Actor"];
            reason: string | null;
            /** @enum {string} */
            origin: "customer" | "agent" | "integrator" | "campaign";
            session: {
                /** @enum {string} */
                status: "open" | "awaiting-reply" | "expired";
                expiresAt: string | null;
                lastCustomerAt: string | null;
            };
            /** @enum {string} */
            sentiment: "POSITIVO" | "NEUTRAL" | "NEGATIVO" | "ENOJADO";
            escalated: boolean;
            unread: boolean;
            waitingSince: string | null;
            lastMessageAt: string | null;
            /** Format: date-time */
            createdAt: string;
        };
        ContactCard: {
            id: string;
            channel: string;
            externalId: string;
            name: string | null;
            firstName: string | null;
            lastName: string | null;
            phone: string | null;
            email: string | null;
            custom: {
                [key: string]: string;
            };
            blocked: boolean;
            /** @description How many messages came while they were blocked: counted, shown nowhere */
            blockedMessages: number;
            /** @enum {string} */
            state: "BOT" | "BANDEJA" | "AGENTE" | "EXPIRADO";
            previousState: ("BOT" | "BANDEJA" | "AGENTE" | "EXPIRADO") | null;
            place: components["schemas"]["Place"];
            previousPlace: components["schemas"]["Place"] | null;
            /** Format: date-time */
            since: string;
            movedBy: components["schemas"]["Actor"];
            reason: string | null;
            /** @enum {string} */
            origin: "customer" | "agent" | "integrator" | "campaign";
            session: {
                /** @enum {string} */
                status: "open" | "awaiting-reply" | "expired";
                expiresAt: string | null;
                lastCustomerAt: string | null;
            };
            /** @enum {string} */
            sentiment: "POSITIVO" | "NEUTRAL" | "NEGATIVO" | "ENOJADO";
            escalated: boolean;
            unread: boolean;
            waitingSince: string | null;
            lastMessageAt: string | null;
            /** Format: date-time */
            createdAt: string;
            /** @description The same person’s other contacts that the caller may see */
            linkedContacts: {
                id: string;
                channel: string;
                externalId: string;
                name: string | null;
                /** Format: date-time */
                linkedAt: string;
                linkedBy: {
                    id: string | null;
                    name: string;
                };
            }[];
            /** @description Of the fields above those that come out of a linked contact’s card, and whose it is */
            filledFrom: {
                [key: string]: string;
            };
        };
        ContactMerge: {
            contactId: string;
        };
        ContactPatch: {
            name?: string | null;
            firstName?: string | null;
            lastName?: string | null;
            phone?: string | null;
            email?: string | null;
            custom?: {
                [key: string]: string;
            };
        };
        Conversation: {
            id: string;
            channel: string;
            externalId: string;
            name: string | null;
            firstName: string | null;
            lastName: string | null;
            phone: string | null;
            email: string | null;
            custom: {
                [key: string]: string;
            };
            blocked: boolean;
            /** @description How many messages came while they were blocked: counted, shown nowhere */
            blockedMessages: number;
            /** @enum {string} */
            state: "BOT" | "BANDEJA" | "AGENTE" | "EXPIRADO";
            previousState: ("BOT" | "BANDEJA" | "AGENTE" | "EXPIRADO") | null;
            place: components["schemas"]["Place"];
            previousPlace: components["schemas"]["Place"] | null;
            /** Format: date-time */
            since: string;
            movedBy: components["schemas"]["Actor"];
            reason: string | null;
            /** @enum {string} */
            origin: "customer" | "agent" | "integrator" | "campaign";
            session: {
                /** @enum {string} */
                status: "open" | "awaiting-reply" | "expired";
                expiresAt: string | null;
                lastCustomerAt: string | null;
            };
            /** @enum {string} */
            sentiment: "POSITIVO" | "NEUTRAL" | "NEGATIVO" | "ENOJADO";
            escalated: boolean;
            unread: boolean;
            waitingSince: string | null;
            lastMessageAt: string | null;
            /** Format: date-time */
            createdAt: string;
            contactId: string;
            /** @description Whose turn of ownership it is; send it back with commands */
            epoch: number;
            version: number;
            deadlines: {
                /** @enum {string} */
                kind: "expiry" | "awaitingReply" | "unattended" | "unanswered" | "windowClosing" | "angry" | "quiet";
                /** Format: date-time */
                at: string;
            }[];
            /** @description The commands that the caller may give now */
            can: string[];
            /** @description False when it comes out of the read model */
            live: boolean;
        };
        ConversationCounts: {
            views: {
                mine: components["schemas"]["Count"];
                unassigned: components["schemas"]["Count"];
                all: components["schemas"]["Count"];
                closed: components["schemas"]["Count"];
                history: components["schemas"]["Count"];
            };
            inboxes: {
                inboxId: string;
                name: string;
                /** @enum {string} */
                kind: "GENERAL" | "PERSONAL" | "CERRADAS" | "CUSTOM";
                total: number;
                unread: number;
                /** @description Since when the customer who waits longest has waited */
                waitingSince: string | null;
            }[];
        };
        Count: {
            total: number;
            unread: number;
            /** @description Since when the customer who waits longest has waited */
            waitingSince: string | null;
        };
        Duplicate: {
            contact: components["schemas"]["Contact"];
            because: ("phone" | "email")[];
            /** @description What a merge is refused for now */
            unsafe: {
                /** @enum {string} */
                code: "same-contact" | "emails-differ" | "phones-differ" | "both-authenticated" | "blocked-differs" | "different-agents" | "linked-elsewhere" | "too-many";
                text: string;
            }[];
        };
        EventTicket: {
            ticket: string;
            /** Format: date-time */
            expiresAt: string;
        };
        FailedDelivery: {
            id: string;
            contactId: string | null;
            event: {
                id: string;
                type: string;
                /** Format: date-time */
                timestamp: string;
                data: unknown;
            };
            reason: string;
            /** Format: date-time */
            failedAt: string;
        };
        FoundMessage: {
            messageId: string;
            seq: number;
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            direction: "in" | "out" | "note" | "system";
            /** @description Plain text around what was found */
            excerpt: string;
            /** @description Where the words stand in `excerpt`, in UTF-16 code units; `end` is past the last */
            hits: {
                start: number;
                end: number;
            }[];
            contactId: string;
            contactName: string | null;
            channel: string;
            author: {
                /** @enum {string} */
                kind: "contact" | "bot" | "agent" | "system";
                id: string | null;
                name: string | null;
            };
            /** @enum {string} */
            type: "text" | "image" | "audio" | "video" | "document" | "sticker" | "location" | "contacts" | "interactive" | "button" | "reaction" | "order" | "system" | "template" | "unsupported";
        };
        /** @description Questions that the bot could not answer and that ask for the same thing */
        Gap: {
            id: string;
            /** @description As it was asked first */
            question: string;
            /** @enum {string} */
            status: "open" | "dismissed" | "answered";
            /** @description How often it was asked, as far as the filters reach */
            count: number;
            /** @description By how many contacts */
            contacts: number;
            /** Format: date-time */
            firstAskedAt: string;
            /** Format: date-time */
            lastAskedAt: string;
            /** @description Different ways of asking, the latest first, at most 5. Personal data that is recognised is left out */
            examples: {
                question: string;
                contactId: string;
                /** Format: date-time */
                at: string;
            }[];
            /** @description What answers it */
            articleId: string | null;
            /** @description When it was dismissed or answered */
            settledAt: string | null;
            settledBy: {
                id: string | null;
                name: string;
            } | null;
        };
        Handoff: {
            id: string;
            contactId: string;
            channel: string;
            /** @description Whether the caller may see the chat now; where not, only the figures and their own part are told */
            visible: boolean;
            /** @description As known then */
            contact: {
                name: string | null;
                phone: string | null;
            } | null;
            /** @enum {string} */
            state: "open" | "closed";
            /**
             * @description Who needed people: `bot` and `integrator` handed off, the `customer` wrote where people answer, a supervisor or a rule `assigned` it out of the bot, `outreach` is a template or a new conversation, `reactivated` was taken out of Cerradas
             * @enum {string}
             */
            origin: "bot" | "integrator" | "customer" | "assigned" | "outreach" | "reactivated";
            /** @description It began out of a session with the bot */
            fromBot: boolean;
            outcome: ("closed" | "expired" | "to-bot" | "blocked" | "undone") | null;
            began: {
                command: string;
                actor: components["schemas"]["Actor"] | null;
                reason: string | null;
            };
            ended: {
                command: string;
                actor: components["schemas"]["Actor"] | null;
                reason: string | null;
            } | null;
            /** Format: date-time */
            queuedAt: string;
            claimedAt: string | null;
            /** @description The first message of a person after the customer needed one */
            firstReplyAt: string | null;
            /** @description When it ended, however it did */
            closedAt: string | null;
            closedBy: components["schemas"]["Actor"] | null;
            /** @description From the queue to the first claim or assignment */
            waiting: string | null;
            /** @description From when the customer needed a person to the first reply */
            firstResponse: string | null;
            /** @description From the queue to the close; of what ended otherwise there is none */
            resolution: string | null;
            /** @description From the queue to the end, however it ended */
            duration: string | null;
            firstInbox: {
                id: string;
                name: string;
            } | null;
            lastInbox: {
                id: string;
                name: string;
            } | null;
            inboxes: {
                id: string;
                name: string;
            }[];
            agents: {
                id: string;
                name: string;
            }[];
            counts: {
                messagesIn: number;
                /** @description Of people; what the system says counts for nobody */
                messagesOut: number;
                notes: number;
                /** @description Assignments, templates and new conversations included */
                claims: number;
                transfers: number;
                returns: number;
                escalations: {
                    unattended: number;
                    unanswered: number;
                    "window-closing": number;
                    "angry-customer": number;
                };
            };
        };
        HandoffDetail: {
            id: string;
            contactId: string;
            channel: string;
            /** @description Whether the caller may see the chat now; where not, only the figures and their own part are told */
            visible: boolean;
            /** @description As known then */
            contact: {
                name: string | null;
                phone: string | null;
            } | null;
            /** @enum {string} */
            state: "open" | "closed";
            /**
             * @description Who needed people: `bot` and `integrator` handed off, the `customer` wrote where people answer, a supervisor or a rule `assigned` it out of the bot, `outreach` is a template or a new conversation, `reactivated` was taken out of Cerradas
             * @enum {string}
             */
            origin: "bot" | "integrator" | "customer" | "assigned" | "outreach" | "reactivated";
            /** @description It began out of a session with the bot */
            fromBot: boolean;
            outcome: ("closed" | "expired" | "to-bot" | "blocked" | "undone") | null;
            began: {
                command: string;
                actor: components["schemas"]["Actor"] | null;
                reason: string | null;
            };
            ended: {
                command: string;
                actor: components["schemas"]["Actor"] | null;
                reason: string | null;
            } | null;
            /** Format: date-time */
            queuedAt: string;
            claimedAt: string | null;
            /** @description The first message of a person after the customer needed one */
            firstReplyAt: string | null;
            /** @description When it ended, however it did */
            closedAt: string | null;
            closedBy: components["schemas"]["Actor"] | null;
            /** @description From the queue to the first claim or assignment */
            waiting: string | null;
            /** @description From when the customer needed a person to the first reply */
            firstResponse: string | null;
            /** @description From the queue to the close; of what ended otherwise there is none */
            resolution: string | null;
            /** @description From the queue to the end, however it ended */
            duration: string | null;
            firstInbox: {
                id: string;
                name: string;
            } | null;
            lastInbox: {
                id: string;
                name: string;
            } | null;
            inboxes: {
                id: string;
                name: string;
            }[];
            agents: {
                id: string;
                name: string;
            }[];
            counts: {
                messagesIn: number;
                /** @description Of people; what the system says counts for nobody */
                messagesOut: number;
                notes: number;
                /** @description Assignments, templates and new conversations included */
                claims: number;
                transfers: number;
                returns: number;
                escalations: {
                    unattended: number;
                    unanswered: number;
                    "window-closing": number;
                    "angry-customer": number;
                };
            };
            /** @description Oldest first */
            stays: components["schemas"]["Stay"][];
            transcript: {
                fromSeq: number;
                toSeq: number | null;
                /** @description Path of that part of the transcript */
                messages: string;
            } | null;
        };
        HandoffPatch: {
            method?: ("inbox" | "zendesk" | "gorgias" | "message") | null;
            message?: string | null;
            zendesk?: {
                baseUrl?: string | null;
                email?: string | null;
                apiToken?: string | null;
                webhookSecret?: string | null;
            } | null;
            gorgias?: {
                baseUrl?: string | null;
                email?: string | null;
                apiKey?: string | null;
                webhookSecret?: string | null;
            } | null;
        } | null;
        HandoffTested: {
            /** @description Those that took us; none where none is set */
            tested: ("zendesk" | "gorgias")[];
        };
        InboundEdits: {
            channel: string;
            contact: {
                id: string;
            };
            edits: {
                /** @description Ours, or the id that the channel gave the message when it was taken */
                messageId: string;
                /** @description Null: the customer took the message back */
                text: string | null;
                /**
                 * Format: date-time
                 * @description When the customer did: the newest stands, in whatever order they come
                 */
                at: string;
            }[];
        };
        InboundMessage: {
            channel: string;
            contact: {
                id: string;
                name?: string;
                firstName?: string;
                lastName?: string;
                phone?: string;
                /** Format: email */
                email?: string;
                authenticated?: boolean;
            };
            message: {
                id: string;
                type: string;
                text?: string | null;
                media?: components["schemas"]["MediaReference"] | null;
                content?: {
                    [key: string]: unknown;
                };
                replyTo?: string | null;
                reaction?: {
                    messageId: string;
                    /** @description Null or empty takes the reaction away */
                    emoji: string | null;
                };
                /** Format: date-time */
                at?: string;
            };
        };
        InboundStatuses: {
            channel: string;
            contact: {
                id: string;
            };
            statuses: {
                /** @description Ours, or the id that the channel gave the message when it was taken */
                messageId: string;
                /** @enum {string} */
                status: "unknown" | "sent" | "delivered" | "read" | "failed";
                /** Format: date-time */
                at?: string;
                /**
                 * @description Of a failure
                 * @enum {string}
                 */
                reason?: "window-closed" | "unreachable" | "opted-out" | "rate-limited" | "refused" | "media" | "account" | "discarded" | "other";
                /** @description Of a failure, in the channel’s own words */
                detail?: string;
            }[];
        };
        Inbox: {
            id: string;
            name: string;
            /** @enum {string} */
            kind: "GENERAL" | "PERSONAL" | "CERRADAS" | "CUSTOM";
            description: string;
            keywords: string[];
            members: string[];
            ownerId: string | null;
            assignment: {
                /** @enum {string} */
                mode: "manual" | "round-robin" | "least-busy";
            };
            businessHours: {
                timeZone: string;
                weekly: {
                    /** @description 1 to 7, Monday first */
                    day: number;
                    from: string;
                    to: string;
                }[];
                holidays?: string[];
            } | null;
            /** @description Whether this moment is within its business hours */
            openNow: boolean;
            /** @description When it next closes, or where it is closed, opens; null where that never happens */
            nextChangeAt: string | null;
            autoReply: {
                outOfHours?: string;
                noAgentAvailable?: string;
            } | null;
            escalation: {
                unattendedAfter?: string;
                unansweredAfter?: string;
            } | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        InboxMetrics: {
            inboxId: string;
            inboxName: string;
            /** @enum {string} */
            kind: "GENERAL" | "PERSONAL" | "CERRADAS" | "CUSTOM";
            /** @description From coming into the inbox to being taken */
            waiting: components["schemas"]["Spread"];
            /** @description From when the customer needed a person to the first reply, of episodes replied to here */
            firstResponse: components["schemas"]["Spread"];
            volume: {
                /** @description Episodes queued in the range that were here */
                episodes: number;
                /** @description Of them those that have not ended */
                open: number;
                /** @description How often a chat was here; again after it came back */
                stays: number;
                /** @description Claims and assignments */
                taken: number;
                /** @description Messages of people in stays in which the customer has waited for one, from then on */
                answers: number;
            };
            /** @description From the queue to the close, of episodes closed here */
            resolution: components["schemas"]["Spread"];
            /** @description From taking a chat to when it left the agent */
            handling: components["schemas"]["Spread"];
            transfersIn: number;
            transfersOut: number;
            returns: number;
            closes: number;
            /** @description Of the closes, the 50 most frequent reasons, as they were given at the desk or after /fin in a room */
            closeReasons: {
                reason: string | null;
                count: number;
            }[];
            /** @description Chats whose session ended here */
            expiries: number;
            /** @description Alerts raised here */
            escalations: number;
            /** @description Path that lists exactly the episodes counted here */
            episodes: string;
        };
        InboxPatch: {
            name?: string | null;
            description?: string | null;
            keywords?: string[] | null;
            members?: string[] | null;
            assignment?: {
                mode?: ("manual" | "round-robin" | "least-busy") | null;
            } | null;
            businessHours?: {
                timeZone?: string | null;
                weekly?: {
                    /** @description 1 to 7, Monday first */
                    day: number;
                    from: string;
                    to: string;
                }[] | null;
                holidays?: string[] | null;
            } | null;
            autoReply?: {
                outOfHours?: string | null;
                noAgentAvailable?: string | null;
            } | null;
            escalation?: {
                unattendedAfter?: string | null;
                unansweredAfter?: string | null;
            } | null;
        };
        Key: {
            id: string;
            /** @enum {string} */
            role: "integrator" | "agent" | "supervisor" | "admin";
            name: string;
            agentId: string | null;
            /** Format: date-time */
            createdAt: string;
            expiresAt: string | null;
            revokedAt: string | null;
            /** @description To the minute */
            lastUsedAt: string | null;
        };
        KeyOnce: {
            id: string;
            /** @enum {string} */
            role: "integrator" | "agent" | "supervisor" | "admin";
            name: string;
            agentId: string | null;
            /** Format: date-time */
            createdAt: string;
            expiresAt: string | null;
            revokedAt: string | null;
            /** @description To the minute */
            lastUsedAt: string | null;
            /** @description Shown this one time */
            key: string;
        };
        KeyPatch: {
            name?: string;
            expiresAt?: string | null;
        };
        KnowledgeImport: {
            files: {
                /** @description The name of the file, with its folders: with a heading it tells which article is meant next time */
                path: string & (unknown & unknown);
                content: string;
            }[];
            /**
             * @description Only tell what would be done
             * @default false
             */
            dryRun?: boolean;
        };
        KnowledgeImported: {
            dryRun: boolean;
            created: number;
            updated: number;
            unchanged: number;
            refused: number;
            items: {
                path: string;
                /** @description Where it begins in the file, from 1 on */
                line: number;
                title: string | null;
                /** @enum {string} */
                result: "created" | "updated" | "unchanged" | "refused";
                articleId: string | null;
                /** @description Why it was refused, or what an update has taken the place of */
                reason: string | null;
            }[];
        };
        ListedContact: {
            id: string;
            channel: string;
            externalId: string;
            name: string | null;
            firstName: string | null;
            lastName: string | null;
            phone: string | null;
            email: string | null;
            custom: {
                [key: string]: string;
            };
            blocked: boolean;
            /** @description How many messages came while they were blocked: counted, shown nowhere */
            blockedMessages: number;
            /** @enum {string} */
            state: "BOT" | "BANDEJA" | "AGENTE" | "EXPIRADO";
            previousState: ("BOT" | "BANDEJA" | "AGENTE" | "EXPIRADO") | null;
            place: components["schemas"]["Place"];
            previousPlace: components["schemas"]["Place"] | null;
            /** Format: date-time */
            since: string;
            movedBy: components["schemas"]["Actor"];
            reason: string | null;
            /** @enum {string} */
            origin: "customer" | "agent" | "integrator" | "campaign";
            session: {
                /** @enum {string} */
                status: "open" | "awaiting-reply" | "expired";
                expiresAt: string | null;
                lastCustomerAt: string | null;
            };
            /** @enum {string} */
            sentiment: "POSITIVO" | "NEUTRAL" | "NEGATIVO" | "ENOJADO";
            escalated: boolean;
            unread: boolean;
            waitingSince: string | null;
            lastMessageAt: string | null;
            /** Format: date-time */
            createdAt: string;
            /** @description Of a search: the line that says most of it, where one does */
            match?: components["schemas"]["Match"];
        };
        ListedConversation: {
            id: string;
            channel: string;
            externalId: string;
            name: string | null;
            firstName: string | null;
            lastName: string | null;
            phone: string | null;
            email: string | null;
            custom: {
                [key: string]: string;
            };
            blocked: boolean;
            /** @description How many messages came while they were blocked: counted, shown nowhere */
            blockedMessages: number;
            /** @enum {string} */
            state: "BOT" | "BANDEJA" | "AGENTE" | "EXPIRADO";
            previousState: ("BOT" | "BANDEJA" | "AGENTE" | "EXPIRADO") | null;
            place: components["schemas"]["Place"];
            previousPlace: components["schemas"]["Place"] | null;
            /** Format: date-time */
            since: string;
            movedBy: components["schemas"]["Actor"];
            reason: string | null;
            /** @enum {string} */
            origin: "customer" | "agent" | "integrator" | "campaign";
            session: {
                /** @enum {string} */
                status: "open" | "awaiting-reply" | "expired";
                expiresAt: string | null;
                lastCustomerAt: string | null;
            };
            /** @enum {string} */
            sentiment: "POSITIVO" | "NEUTRAL" | "NEGATIVO" | "ENOJADO";
            escalated: boolean;
            unread: boolean;
            waitingSince: string | null;
            lastMessageAt: string | null;
            /** Format: date-time */
            createdAt: string;
            contactId: string;
            /** @description Whose turn of ownership it is; send it back with commands */
            epoch: number;
            version: number;
            deadlines: {
                /** @enum {string} */
                kind: "expiry" | "awaitingReply" | "unattended" | "unanswered" | "windowClosing" | "angry" | "quiet";
                /** Format: date-time */
                at: string;
            }[];
            /** @description The commands that the caller may give now */
            can: string[];
            /** @description False when it comes out of the read model */
            live: boolean;
            /** @description Of a search: the line that says most of it, where one does */
            match?: components["schemas"]["Match"];
        };
        LiveEvent: {
            /** @constant */
            event: "ready";
            data: {
                resumed: boolean;
            };
        } | {
            /** @constant */
            event: "reset";
            data: {
                reason: string;
            };
        } | {
            /** @constant */
            event: "conversation.changed";
            data: {
                id: string;
                channel: string;
                externalId: string;
                name: string | null;
                firstName: string | null;
                lastName: string | null;
                phone: string | null;
                email: string | null;
                custom: {
                    [key: string]: string;
                };
                blocked: boolean;
                /** @description How many messages came while they were blocked: counted, shown nowhere */
                blockedMessages: number;
                /** @enum {string} */
                state: "BOT" | "BANDEJA" | "AGENTE" | "EXPIRADO";
                previousState: ("BOT" | "BANDEJA" | "AGENTE" | "EXPIRADO") | null;
                place: components["schemas"]["Place"];
                previousPlace: components["schemas"]["Place"] | null;
                /** Format: date-time */
                since: string;
                movedBy: components["schemas"]["Actor"];
                reason: string | null;
                /** @enum {string} */
                origin: "customer" | "agent" | "integrator" | "campaign";
                session: {
                    /** @enum {string} */
                    status: "open" | "awaiting-reply" | "expired";
                    expiresAt: string | null;
                    lastCustomerAt: string | null;
                };
                /** @enum {string} */
                sentiment: "POSITIVO" | "NEUTRAL" | "NEGATIVO" | "ENOJADO";
                escalated: boolean;
                unread: boolean;
                waitingSince: string | null;
                lastMessageAt: string | null;
                /** Format: date-time */
                createdAt: string;
                contactId: string;
                /** @description Whose turn of ownership it is; send it back with commands */
                epoch: number;
                version: number;
                deadlines: {
                    /** @enum {string} */
                    kind: "expiry" | "awaitingReply" | "unattended" | "unanswered" | "windowClosing" | "angry" | "quiet";
                    /** Format: date-time */
                    at: string;
                }[];
                /** @description The commands that the caller may give now */
                can: string[];
                /** @description False when it comes out of the read model */
                live: boolean;
                change?: components["schemas"]["TimelineEntry"];
                /** @constant */
                alert?: true;
            };
        } | {
            /** @constant */
            event: "conversation.removed";
            data: {
                contactId: string;
            };
        } | {
            /** @constant */
            event: "message.created";
            data: components["schemas"]["Message"];
        } | {
            /** @constant */
            event: "message.changed";
            data: components["schemas"]["Message"];
        } | {
            /** @constant */
            event: "ticket.changed";
            data: components["schemas"]["Ticket"];
        } | {
            /** @constant */
            event: "alert.raised";
            data: components["schemas"]["Alert"];
        } | {
            /** @constant */
            event: "alert.ended";
            data: components["schemas"]["Alert"];
        } | {
            /** @constant */
            event: "room.changed";
            data: {
                id: string;
                /** @enum {string} */
                kind: "SOPORTE" | "VENTAS" | "SUPERVISOR" | "PERSONAL";
                name: string;
                /** @enum {string} */
                status: "creating" | "ready" | "failed" | "suspended";
                /** @description What is wrong with the group, with the code of WhatsApp */
                problem: {
                    code: number | null;
                    detail: string;
                } | null;
                /** @description Of the name */
                warnings: {
                    /** @enum {string} */
                    code: "too-long" | "says-nothing";
                    detail: string;
                }[];
                inboxId: string | null;
                /** @description Of a personal room: whose */
                agentId: string | null;
                number: number | null;
                /** @description Of a main room: the agents who belong there, and whether they are in the group */
                members: {
                    agentId: string;
                    name: string;
                    joined: boolean;
                }[];
                /** @description People in the group */
                participants: number;
                /** @description People that the messenger lets into a group */
                capacity: number;
                inviteLink: string | null;
                /** @description The case that is in a personal room */
                contactId: string | null;
                /** @description While it is being created */
                progress: {
                    attempts: number;
                    nextAttemptAt: string | null;
                } | null;
                /** Format: date-time */
                createdAt: string;
                /** Format: date-time */
                updatedAt: string;
                deleted: boolean;
            };
        } | {
            /** @constant */
            event: "presence.changed";
            data: {
                id: string;
                name: string | null;
                /** @enum {string} */
                status: "online" | "away";
                /** @enum {string} */
                cause?: "choice" | "left" | "timeout" | "deactivated";
                /** Format: date-time */
                at?: string;
            };
        };
        Mail: {
            id: string;
            to: string[];
            subject: string;
            text: string;
            html: string;
            /** @enum {string} */
            status: "queued" | "held" | "sent" | "failed" | "unknown";
            /** @description Why it was not sent */
            reason: string | null;
            ticketId: string | null;
            contactId: string | null;
            /** Format: date-time */
            createdAt: string;
            sentAt: string | null;
        };
        Match: {
            messageId: string;
            seq: number;
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            direction: "in" | "out" | "note" | "system";
            /** @description Plain text around what was found */
            excerpt: string;
            /** @description Where the words stand in `excerpt`, in UTF-16 code units; `end` is past the last */
            hits: {
                start: number;
                end: number;
            }[];
        };
        Media: {
            id: string;
            /** @enum {string} */
            kind: "document" | "audio" | "video" | "image" | "sticker" | "voice";
            mimeType: string;
            /** @description Bytes */
            size: number;
            fileName: string;
            name: string;
            /** @description Of the content, in hex */
            sha256: string;
            /** @description Pixels, as it is shown */
            width: number | null;
            height: number | null;
            library: boolean;
            uploadedBy: {
                /** @enum {string} */
                kind: "agent" | "integrator" | "visitor" | "contact";
                id: string;
                name: string;
            };
            /** Format: date-time */
            createdAt: string;
            /** @description The path of the content, read with a key */
            url: string;
            /** @description Good without a key until it expires */
            link: {
                url: string;
                previewUrl: string | null;
                /** Format: date-time */
                expiresAt: string;
            };
        };
        MediaReference: {
            id?: string;
            /**
             * Format: uri
             * @description Where it is fetched from, at once and with patience; the message waits for nothing
             */
            url?: string;
            mimeType?: string;
            fileName?: string;
            size?: number;
            /** @description Of the content, in hex or Base64: another content is not taken */
            sha256?: string;
            /** @description A voice message, as against any other recording */
            voice?: boolean;
            caption?: string;
        };
        Message: {
            id: string;
            contactId: string;
            seq: number;
            /** @enum {string} */
            direction: "in" | "out" | "note" | "system";
            author: {
                /** @enum {string} */
                kind: "contact" | "bot" | "agent" | "system";
                id: string | null;
                name: string | null;
            };
            /** @enum {string} */
            type: "text" | "image" | "audio" | "video" | "document" | "sticker" | "location" | "contacts" | "interactive" | "button" | "reaction" | "order" | "system" | "template" | "unsupported";
            text: string | null;
            /** @description Its file. One of a customer is first as its channel told of it; once it was fetched it has a `kind` and an `id` of ours, or else an `error` and an `errorReason` for the agent to read */
            media: unknown;
            content: unknown;
            replyTo: string | null;
            reactions: {
                emoji: string;
                by: {
                    kind: string;
                    id: string | null;
                    name: string | null;
                };
                /** Format: date-time */
                at: string;
            }[];
            status: ("received" | "queued" | "sent" | "delivered" | "read" | "failed" | "unknown") | null;
            /** @description Why it failed, or what is unknown of it, for the agent to read */
            statusReason: string | null;
            editedAt: string | null;
            /** @description What it said before, oldest first */
            edits: {
                text: string;
                /** Format: date-time */
                at: string;
            }[];
            /** @description When the customer took it back: to supervisors alone it stays readable */
            deletedAt: string | null;
            /** Format: date-time */
            at: string;
            /** Format: date-time */
            receivedAt: string;
        };
        NewAgent: {
            name: string;
            /** Format: email */
            email?: string;
            phone?: string;
            /** @description How many chats at once; 5 when left out */
            capacity?: number;
            /** @default true */
            active?: boolean;
            shifts?: {
                timeZone: string;
                weekly: {
                    /** @description 1 to 7, Monday first */
                    day: number;
                    from: string;
                    to: string;
                }[];
                holidays?: string[];
            } | null;
            /** @description How many WhatsApp groups the agent works in, each with one case; as many are the places, unless `capacity` is given too */
            rooms?: number;
        };
        NewArea: {
            name: string;
            /** @description Whom a new ticket is mailed to; kept in lower case, each once */
            emails?: string[];
            /**
             * @description Whether new tickets are mailed at all
             * @default true
             */
            notify?: boolean;
            /**
             * @description Takes every ticket of these types, unless an area names the subtype
             * @default []
             */
            types?: ("VENTA" | "POSTVENTA")[];
            /**
             * @description Takes every ticket of these subtypes
             * @default []
             */
            subtypes?: ("ESPECIFICACIONES_Y_STOCK" | "PRECIOS_PAGOS_Y_PROMOCIONES" | "SOPORTE_DE_COMPRA" | "POTENCIAL_CLIENTE" | "PROBLEMA_CON_LA_ENTREGA" | "CAMBIO_O_CANCELACION" | "GARANTIA" | "DEVOLUCION" | "PROBLEMAS_CON_LA_CUENTA" | "QUEJAS")[];
        };
        NewArticle: {
            title: string;
            body: string;
            /** @default [] */
            keywords?: string[];
            /**
             * @description Whether the bot answers from it
             * @default true
             */
            active?: boolean;
        };
        NewConversation: {
            channel: string;
            contact: {
                id: string;
                name?: string;
                firstName?: string;
                lastName?: string;
                phone?: string;
                /** Format: email */
                email?: string;
                authenticated?: boolean;
            };
            template?: components["schemas"]["TemplateUse"];
            message?: {
                /**
                 * @default text
                 * @constant
                 */
                type: "text";
                text: string;
            };
        };
        NewInbox: {
            name: string;
            /** @description What the bot reads to choose the inbox */
            description?: string;
            keywords?: string[];
            /** @description Ids of the agents given access */
            members?: string[];
            assignment?: {
                /** @enum {string} */
                mode: "manual" | "round-robin" | "least-busy";
            };
            /** @description As the clocks of the time zone show it, over every change of clocks. Hours that touch or overlap count as one; a holiday is closed all day. `weekly: []` is never open; without business hours an inbox is always open. */
            businessHours?: {
                timeZone: string;
                weekly: {
                    /** @description 1 to 7, Monday first */
                    day: number;
                    from: string;
                    to: string;
                }[];
                holidays?: string[];
            };
            /** @description Said once while a chat waits, in place of the usual text; `{{horario.proximo}}` is the next opening */
            autoReply?: {
                outOfHours?: string;
                noAgentAvailable?: string;
            };
            escalation?: {
                /**
                 * Format: duration
                 * @example PT5M
                 */
                unattendedAfter?: string;
                /**
                 * Format: duration
                 * @example PT5M
                 */
                unansweredAfter?: string;
            };
        };
        NewKey: {
            /** @enum {string} */
            role: "integrator" | "agent" | "supervisor" | "admin";
            name: string;
            /** @description Whose key it is; without it a person of that name is added */
            agentId?: string;
            /**
             * Format: date-time
             * @description From then on the key is refused
             */
            expiresAt?: string;
        };
        NewMedia: {
            /** Format: binary */
            file: Blob;
            /** @enum {string} */
            kind: "document" | "audio" | "video" | "image" | "sticker" | "voice";
            /**
             * @description Keeps it for every agent
             * @enum {string}
             */
            library?: "true" | "false";
            /** @description What the library calls it */
            name?: string;
        };
        NewRoom: {
            /** @enum {string} */
            kind: "SOPORTE" | "VENTAS" | "SUPERVISOR";
            name: string;
            /** @description Whose cases it shows; General when left out. None for SUPERVISOR */
            inboxId?: string;
        };
        NewRoomMember: {
            agentId?: string;
            name?: string;
            /** @description `3815551234`, without 0, 15 or 549 */
            phone?: string;
        };
        NewShortcut: {
            /** @description The short code; unique among the shared ones, and among each agent’s own, whatever case and accents */
            name: string;
            /** @description With variables as `{{contacto.nombre}}` */
            text: string;
            /**
             * @description True: everybody’s, written by supervisors; false: the agent’s own
             * @default false
             */
            shared?: boolean;
        };
        NewTemplate: {
            name: string;
            language: string;
            /** @description Variables as {{1}}, {{2}}…, or by name as {{nombre}} */
            body: string;
            /**
             * @default approved
             * @enum {string}
             */
            status?: "approved" | "pending" | "rejected" | "paused";
        };
        NewTicket: {
            /** @enum {string} */
            type: "VENTA" | "POSTVENTA";
            /** @enum {string} */
            subtype: "ESPECIFICACIONES_Y_STOCK" | "PRECIOS_PAGOS_Y_PROMOCIONES" | "SOPORTE_DE_COMPRA" | "POTENCIAL_CLIENTE" | "PROBLEMA_CON_LA_ENTREGA" | "CAMBIO_O_CANCELACION" | "GARANTIA" | "DEVOLUCION" | "PROBLEMAS_CON_LA_CUENTA" | "QUEJAS";
            /** @description What it is about, for whoever works it off */
            summary?: string;
            /** @description What the customer told, by name: `firstName`, `lastName`, `phone`, `orderNumber`… */
            fields?: {
                [key: string]: string;
            };
            /** @description The ownership the sender believes in */
            epoch?: number;
        };
        NewWebchatMedia: {
            /** Format: binary */
            file: Blob;
            /** @enum {string} */
            kind: "document" | "audio" | "video" | "image" | "sticker" | "voice";
        };
        NewWebchatSession: {
            name?: string;
            /** Format: email */
            email?: string;
            /** @description The token so far: the visitor stays the same, and it is good for longer */
            visitorToken?: string;
        };
        NewWebhook: {
            /** @default  */
            name?: string;
            /** Format: uri */
            url: string;
            /**
             * @description Empty: every event
             * @default []
             */
            events?: ("conversation.changed" | "message.created" | "message.changed" | "ticket.changed" | "alert.raised" | "presence.changed")[];
            /** @default true */
            active?: boolean;
        };
        OutboxSending: {
            sending: number;
        };
        OwnAgentPatch: {
            notifications: {
                /** @description Whether a new chat that nobody has carries `alert` on live events */
                sound: boolean;
            };
        };
        Place: {
            inboxId?: string;
            inboxName?: string;
            agentId?: string;
            agentName?: string;
            label: string;
        };
        Presence: {
            /** @enum {string} */
            status: "online" | "away";
            /**
             * @description `left`: the conversations screen was left
             * @default choice
             * @enum {string}
             */
            cause?: "choice" | "left";
        };
        PresenceHistory: {
            agentId: string;
            /**
             * @description As of now
             * @enum {string}
             */
            status: "online" | "away";
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            /** @description Online time of the whole range, to the millisecond */
            onlineSeconds: number;
            items: {
                /** @enum {string} */
                status: "online" | "away";
                /** @enum {string} */
                cause: "choice" | "left" | "timeout" | "deactivated";
                /** Format: date-time */
                at: string;
            }[];
            nextCursor: string | null;
        };
        Problem: {
            /** Format: uri-reference */
            type: string;
            title: string;
            status: number;
            /** @enum {string} */
            code: "not-found" | "contact-blocked" | "session-expired" | "already-claimed" | "not-owner" | "stale-epoch" | "agent-offline" | "agent-at-capacity" | "still-with-bot" | "bot-muted" | "conversation-open" | "same-inbox" | "moved-on" | "not-now" | "invalid-request" | "invalid-cursor" | "unauthorized" | "wrong-signature" | "wrong-verify-token" | "no-such-route" | "method-not-allowed" | "forbidden" | "duplicate" | "stale-version" | "in-use" | "merge-unsafe" | "built-in" | "model-not-configured" | "rooms-not-configured" | "mail-not-configured" | "connection-failed" | "channel-failed" | "idempotency-in-progress" | "body-too-large" | "unsupported-media-type" | "idempotency-mismatch" | "invalid-target" | "template-required" | "unknown-template" | "content-unsupported" | "media-refused" | "range-not-satisfiable" | "too-many-requests" | "internal" | "not-implemented" | "temporal-unavailable" | "store-unavailable" | "starting" | "timeout";
            detail?: string;
            help?: string;
            /** @description The id of the request */
            instance: string;
            /** @description Who has the chat, with `already-claimed` */
            owner?: {
                id: string;
                name: string;
            };
            /**
             * @description Of the chat, with a refused command
             * @enum {string}
             */
            state?: "BOT" | "BANDEJA" | "AGENTE" | "EXPIRADO";
            /** @description The commands that the caller may give now */
            can?: string[];
            /** @description Seconds, as in `Retry-After` */
            retryAfter?: number;
            errors?: {
                path?: string;
                pointer?: string;
                detail?: string;
            }[];
        };
        RenderShortcut: {
            contactId: string;
        };
        RenderedShortcut: {
            /** @description A variable without a value stays in it as it is written */
            text: string;
            /** @description The variables that have no value for this contact */
            missing: string[];
        };
        Room: {
            id: string;
            /** @enum {string} */
            kind: "SOPORTE" | "VENTAS" | "SUPERVISOR" | "PERSONAL";
            name: string;
            /** @enum {string} */
            status: "creating" | "ready" | "failed" | "suspended";
            /** @description What is wrong with the group, with the code of WhatsApp */
            problem: {
                code: number | null;
                detail: string;
            } | null;
            /** @description Of the name */
            warnings: {
                /** @enum {string} */
                code: "too-long" | "says-nothing";
                detail: string;
            }[];
            inboxId: string | null;
            /** @description Of a personal room: whose */
            agentId: string | null;
            number: number | null;
            /** @description Of a main room: the agents who belong there, and whether they are in the group */
            members: {
                agentId: string;
                name: string;
                joined: boolean;
            }[];
            /** @description People in the group */
            participants: number;
            /** @description People that the messenger lets into a group */
            capacity: number;
            inviteLink: string | null;
            /** @description The case that is in a personal room */
            contactId: string | null;
            /** @description While it is being created */
            progress: {
                attempts: number;
                nextAttemptAt: string | null;
            } | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        RoomPatch: {
            /** @description Whose cases it shows; membership gives access to it */
            inboxId?: string;
            /**
             * @description Ask for a group that failed once more
             * @constant
             */
            status?: "creating";
        };
        Settings: {
            account: {
                name: string;
                /** Format: email */
                email?: string;
                timeZone: string;
            };
            bot: {
                /** @enum {string} */
                mode: "builtin" | "model" | "external" | "off";
                /** @description What the model may use in one conversation on one day; beyond it the built-in bot answers */
                maxTokensPerConversation?: number;
                /** @description The same for all conversations together */
                maxTokensPerDay?: number;
                pricePerMillionTokens?: {
                    input: number;
                    output: number;
                };
            };
            ticketCreation: {
                enabled: boolean;
                /** @description Those that are active; all when left out */
                subtypes?: ("ESPECIFICACIONES_Y_STOCK" | "PRECIOS_PAGOS_Y_PROMOCIONES" | "SOPORTE_DE_COMPRA" | "POTENCIAL_CLIENTE" | "PROBLEMA_CON_LA_ENTREGA" | "CAMBIO_O_CANCELACION" | "GARANTIA" | "DEVOLUCION" | "PROBLEMAS_CON_LA_CUENTA" | "QUEJAS")[];
                /** @description By subtype, what the bot asks for besides names and phone */
                requiredFields?: {
                    [key: string]: string[];
                };
                /** @description By name of a required field, what it is called and what its values look like; else the name tells (`dni`, `factura`…) */
                fields?: {
                    [key: string]: {
                        /** @description What customers and areas read for it, as within a sentence: `número de serie`; else its name in words */
                        label?: string;
                        /**
                         * @description `text` any words · `number` · `code` letters and digits, as of an invoice · `email` · `phone` · `date` · `document` a DNI · `taxId` a CUIT or CUIL · `address` a street with its number
                         * @enum {string}
                         */
                        type: "text" | "number" | "code" | "email" | "phone" | "date" | "document" | "taxId" | "address";
                        /** @description What a value looks like: `#` is a digit, `@` a letter, `*` either, anything else itself, as in `C-####` */
                        pattern?: string;
                    };
                };
            };
            /** @description Alerts by mail: one mail of each alert and level, or one of all that came within a minute */
            alertMail?: {
                /** @description Whom; nobody where it is empty */
                emails: string[];
                /** @description Of which alerts; of all when left out */
                kinds?: ("unattended" | "unanswered" | "window-closing" | "angry-customer" | "ticket-unattended" | "helpdesk-failed" | "mail-failed" | "mail-undeliverable" | "channel-failed")[];
            };
            handoff: {
                /** @enum {string} */
                method: "inbox" | "zendesk" | "gorgias" | "message";
                message?: string;
                zendesk?: {
                    baseUrl: string;
                    email: string;
                    webhookSecretSet: boolean;
                    apiTokenSet: boolean;
                };
                gorgias?: {
                    baseUrl: string;
                    email: string;
                    webhookSecretSet: boolean;
                    apiKeySet: boolean;
                };
            };
            /** @description How long a session stays open after the last message of the customer, by channel */
            sessionWindow: {
                /**
                 * Format: duration
                 * @example PT5M
                 */
                default: string;
            } & {
                [key: string]: string;
            };
            escalation: {
                /**
                 * Format: duration
                 * @example PT5M
                 */
                unattendedAfter: string;
                /**
                 * Format: duration
                 * @example PT5M
                 */
                unansweredAfter: string;
                /**
                 * Format: duration
                 * @example PT5M
                 */
                windowClosingBefore: string;
                /**
                 * Format: duration
                 * @example PT5M
                 */
                ticketUnattendedAfter: string;
            };
            /**
             * Format: duration
             * @example PT5M
             */
            presenceTimeout: string;
            /** @description Null: never */
            absenceReturnAfter: string | null;
            /** @enum {string} */
            reopenTo: "bot" | "lastInbox" | "lastAgent";
            whatsapp?: {
                /** @description Whether customers see that they were read, once somebody answers, and that the model’s bot types */
                readMarks?: boolean;
            };
            /**
             * Format: duration
             * @description Between the WhatsApp groups of one agent and those of the next; PT90S when left out
             * @example PT5M
             */
            roomCreationPace?: string;
            /** @description What customers read in the place of the texts of `GET /v1/settings/texts`, by name; null resets one */
            texts?: {
                greeting?: string;
                greetingNamed?: string;
                hello?: string;
                helloNamed?: string;
                helloAgain?: string;
                returned?: string;
                whoIAm?: string;
                opener?: string;
                goOn?: string;
                stillHere?: string;
                notUnderstood?: string;
                offerPerson?: string;
                offerStands?: string;
                cannotAnswer?: string;
                notHelpful?: string;
                toldAlready?: string;
                onlyText?: string;
                declined?: string;
                confirmPerson?: string;
                askName?: string;
                askFirstName?: string;
                askLastName?: string;
                askPhone?: string;
                askEmail?: string;
                askOrderNumber?: string;
                askField?: string;
                askFieldUnread?: string;
                askAgain?: string;
                askHandoffEmail?: string;
                askHandoffEmailAgain?: string;
                ticketNoted?: string;
                handedOver?: string;
                handedOverTo?: string;
                handedOverAngry?: string;
                handedOverByEmail?: string;
                alreadyByEmail?: string;
                thanks?: string;
                bye?: string;
                acknowledged?: string;
                waiting?: string;
                laugh?: string;
                wellbeing?: string;
                justTesting?: string;
                contactLeft?: string;
                introduced?: string;
                sticker?: string;
                apology?: string;
                outOfHours?: string;
                outOfHoursUntil?: string;
                nobodyAvailable?: string;
                nobodyOnline?: string;
            };
            /**
             * Format: duration
             * @description How long a contact stays quiet before its workflow ends
             * @example PT5M
             */
            retireAfter: string;
            version: number;
            updatedAt: string;
        };
        SettingsPatch: {
            account?: {
                name?: string | null;
                email?: string | null;
                timeZone?: string | null;
            } | null;
            bot?: {
                mode?: ("builtin" | "model" | "external" | "off") | null;
                maxTokensPerConversation?: number | null;
                maxTokensPerDay?: number | null;
                pricePerMillionTokens?: {
                    input?: number | null;
                    output?: number | null;
                } | null;
            } | null;
            ticketCreation?: {
                enabled?: boolean | null;
                subtypes?: ("ESPECIFICACIONES_Y_STOCK" | "PRECIOS_PAGOS_Y_PROMOCIONES" | "SOPORTE_DE_COMPRA" | "POTENCIAL_CLIENTE" | "PROBLEMA_CON_LA_ENTREGA" | "CAMBIO_O_CANCELACION" | "GARANTIA" | "DEVOLUCION" | "PROBLEMAS_CON_LA_CUENTA" | "QUEJAS")[] | null;
                requiredFields?: {
                    [key: string]: string[];
                } | null;
                fields?: {
                    [key: string]: {
                        /** @description What customers and areas read for it, as within a sentence: `número de serie`; else its name in words */
                        label?: string;
                        /**
                         * @description `text` any words · `number` · `code` letters and digits, as of an invoice · `email` · `phone` · `date` · `document` a DNI · `taxId` a CUIT or CUIL · `address` a street with its number
                         * @enum {string}
                         */
                        type: "text" | "number" | "code" | "email" | "phone" | "date" | "document" | "taxId" | "address";
                        /** @description What a value looks like: `#` is a digit, `@` a letter, `*` either, anything else itself, as in `C-####` */
                        pattern?: string;
                    } | null;
                } | null;
            } | null;
            alertMail?: {
                emails?: string[] | null;
                kinds?: ("unattended" | "unanswered" | "window-closing" | "angry-customer" | "ticket-unattended" | "helpdesk-failed" | "mail-failed" | "mail-undeliverable" | "channel-failed")[] | null;
            } | null;
            handoff?: {
                method?: ("inbox" | "zendesk" | "gorgias" | "message") | null;
                message?: string | null;
                zendesk?: {
                    baseUrl?: string | null;
                    email?: string | null;
                    apiToken?: string | null;
                    webhookSecret?: string | null;
                } | null;
                gorgias?: {
                    baseUrl?: string | null;
                    email?: string | null;
                    apiKey?: string | null;
                    webhookSecret?: string | null;
                } | null;
            } | null;
            sessionWindow?: ({
                default?: string | null;
            } & {
                [key: string]: string | null;
            }) | null;
            escalation?: {
                unattendedAfter?: string | null;
                unansweredAfter?: string | null;
                windowClosingBefore?: string | null;
                ticketUnattendedAfter?: string | null;
            } | null;
            presenceTimeout?: string | null;
            absenceReturnAfter?: string | null;
            reopenTo?: ("bot" | "lastInbox" | "lastAgent") | null;
            whatsapp?: {
                readMarks?: boolean | null;
            } | null;
            roomCreationPace?: string | null;
            texts?: {
                greeting?: string | null;
                greetingNamed?: string | null;
                hello?: string | null;
                helloNamed?: string | null;
                helloAgain?: string | null;
                returned?: string | null;
                whoIAm?: string | null;
                opener?: string | null;
                goOn?: string | null;
                stillHere?: string | null;
                notUnderstood?: string | null;
                offerPerson?: string | null;
                offerStands?: string | null;
                cannotAnswer?: string | null;
                notHelpful?: string | null;
                toldAlready?: string | null;
                onlyText?: string | null;
                declined?: string | null;
                confirmPerson?: string | null;
                askName?: string | null;
                askFirstName?: string | null;
                askLastName?: string | null;
                askPhone?: string | null;
                askEmail?: string | null;
                askOrderNumber?: string | null;
                askField?: string | null;
                askFieldUnread?: string | null;
                askAgain?: string | null;
                askHandoffEmail?: string | null;
                askHandoffEmailAgain?: string | null;
                ticketNoted?: string | null;
                handedOver?: string | null;
                handedOverTo?: string | null;
                handedOverAngry?: string | null;
                handedOverByEmail?: string | null;
                alreadyByEmail?: string | null;
                thanks?: string | null;
                bye?: string | null;
                acknowledged?: string | null;
                waiting?: string | null;
                laugh?: string | null;
                wellbeing?: string | null;
                justTesting?: string | null;
                contactLeft?: string | null;
                introduced?: string | null;
                sticker?: string | null;
                apology?: string | null;
                outOfHours?: string | null;
                outOfHoursUntil?: string | null;
                nobodyAvailable?: string | null;
                nobodyOnline?: string | null;
            } | null;
            retireAfter?: string | null;
        };
        SettingsText: {
            /** @enum {string} */
            name: "greeting" | "greetingNamed" | "hello" | "helloNamed" | "helloAgain" | "returned" | "whoIAm" | "opener" | "goOn" | "stillHere" | "notUnderstood" | "offerPerson" | "offerStands" | "cannotAnswer" | "notHelpful" | "toldAlready" | "onlyText" | "declined" | "confirmPerson" | "askName" | "askFirstName" | "askLastName" | "askPhone" | "askEmail" | "askOrderNumber" | "askField" | "askFieldUnread" | "askAgain" | "askHandoffEmail" | "askHandoffEmailAgain" | "ticketNoted" | "handedOver" | "handedOverTo" | "handedOverAngry" | "handedOverByEmail" | "alreadyByEmail" | "thanks" | "bye" | "acknowledged" | "waiting" | "laugh" | "wellbeing" | "justTesting" | "contactLeft" | "introduced" | "sticker" | "apology" | "outOfHours" | "outOfHoursUntil" | "nobodyAvailable" | "nobodyOnline";
            /** @description What is said */
            text: string;
            default: string;
            /** @description Whether the account has replaced it */
            own: boolean;
            /** @description What it may use, as `{{name}}` */
            variables: string[];
        };
        Shortcut: {
            id: string;
            name: string;
            text: string;
            shared: boolean;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            version: number;
        };
        ShortcutPatch: {
            /** @description The short code; unique among the shared ones, and among each agent’s own, whatever case and accents */
            name?: string;
            /** @description With variables as `{{contacto.nombre}}` */
            text?: string;
            /** @description True: everybody’s, written by supervisors; false: the agent’s own */
            shared?: boolean;
        };
        /** @description How often, and how long at most for 50 and for 95 in 100 (nearest rank) */
        Spread: {
            count: number;
            p50: string | null;
            p95: string | null;
        };
        Stay: {
            id: string;
            /** @enum {string} */
            kind: "bot" | "inbox" | "agent";
            inbox: {
                id: string;
                name: string;
            } | null;
            agent: {
                id: string;
                name: string;
            } | null;
            /** @description The command */
            began: string;
            /** Format: date-time */
            from: string;
            to: string | null;
            /** @description The command */
            ended: string | null;
            /** @description What ended it was taken back */
            undone: boolean;
            /** @description Messages of whoever had it, from when the customer waited for one */
            answers: number;
            firstAnswerAt: string | null;
            /** @description From the start of the stay or the customer’s next line, whichever is later, to the first answer */
            firstResponse: string | null;
            duration: string | null;
            escalations: number;
            tickets: number;
        };
        Template: {
            id: string;
            name: string;
            language: string;
            /** @description Variables as {{1}}, {{2}}…, or by name as {{nombre}} */
            body: string;
            /** @enum {string} */
            status: "approved" | "pending" | "rejected" | "paused";
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        TemplatePatch: {
            name?: string;
            language?: string;
            /** @description Variables as {{1}}, {{2}}…, or by name as {{nombre}} */
            body?: string;
            /** @enum {string} */
            status?: "approved" | "pending" | "rejected" | "paused";
        };
        TemplatePreview: {
            /** @description Variables without a value are left standing */
            text: string;
            /** @description Names of the variables without a value */
            missing: string[];
        };
        TemplateUse: {
            name: string;
            language: string;
            components?: {
                /** @enum {string} */
                type: "header" | "body" | "button";
                /**
                 * @description Of a button
                 * @enum {string}
                 */
                sub_type?: "quick_reply" | "url" | "copy_code";
                /** @description Of a button: which, from 0 on */
                index?: number;
                parameters?: ({
                    /** @constant */
                    type: "text";
                    text: string;
                    /** @description Of a variable that has a name */
                    parameter_name?: string;
                } | {
                    /** @constant */
                    type: "payload";
                    payload: string;
                } | {
                    /** @constant */
                    type: "coupon_code";
                    coupon_code: string;
                } | {
                    /** @enum {string} */
                    type: "image" | "video" | "document";
                    /** Format: uri */
                    link: string;
                })[];
            }[];
        };
        TemplateValues: {
            components?: {
                /** @enum {string} */
                type: "header" | "body" | "button";
                /**
                 * @description Of a button
                 * @enum {string}
                 */
                sub_type?: "quick_reply" | "url" | "copy_code";
                /** @description Of a button: which, from 0 on */
                index?: number;
                parameters?: ({
                    /** @constant */
                    type: "text";
                    text: string;
                    /** @description Of a variable that has a name */
                    parameter_name?: string;
                } | {
                    /** @constant */
                    type: "payload";
                    payload: string;
                } | {
                    /** @constant */
                    type: "coupon_code";
                    coupon_code: string;
                } | {
                    /** @enum {string} */
                    type: "image" | "video" | "document";
                    /** Format: uri */
                    link: string;
                })[];
            }[];
        };
        TemplatesSynchronised: {
            added: number;
            changed: number;
            unchanged: number;
        };
        Ticket: {
            id: string;
            /** @description Short and growing, for people; null until the database gives it */
            number: number | null;
            /** @enum {string} */
            type: "VENTA" | "POSTVENTA";
            /** @enum {string} */
            subtype: "ESPECIFICACIONES_Y_STOCK" | "PRECIOS_PAGOS_Y_PROMOCIONES" | "SOPORTE_DE_COMPRA" | "POTENCIAL_CLIENTE" | "PROBLEMA_CON_LA_ENTREGA" | "CAMBIO_O_CANCELACION" | "GARANTIA" | "DEVOLUCION" | "PROBLEMAS_CON_LA_CUENTA" | "QUEJAS";
            subtypeLabel: string;
            /** @enum {string} */
            state: "ABIERTO" | "EN_PROCESO" | "RESUELTO" | "DESESTIMADO";
            /**
             * Format: date-time
             * @description Since when it is in that state
             */
            since: string;
            contactId: string;
            /** @description Null to who may not see the chat */
            contactName: string | null;
            reportedBy: components["schemas"]["Actor"];
            areaId: string | null;
            /** @description Null to who may not see the chat */
            summary: string | null;
            /** @description What the customer told; empty to who may not see the chat */
            fields: {
                [key: string]: string;
            };
            /** @description Whether all is known that its subtype asks for */
            complete: boolean;
            /** @description The names of the fields that are not known, when it is not complete */
            missing: string[];
            escalated: boolean;
            /** @description The transcript up to this `seq` is what it was opened upon */
            upToSeq: number;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            chatUrl: string;
            history: {
                /** Format: date-time */
                at: string;
                actor: components["schemas"]["Actor"];
                from: ("ABIERTO" | "EN_PROCESO" | "RESUELTO" | "DESESTIMADO") | null;
                /** @enum {string} */
                to: "ABIERTO" | "EN_PROCESO" | "RESUELTO" | "DESESTIMADO";
                comment?: string;
            }[];
        };
        TicketMetrics: {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            /** @description Tickets opened in the range */
            opened: number;
            openedByBot: number;
            complete: number;
            /** @description Where they are now */
            byState: {
                /** @enum {string} */
                state: "ABIERTO" | "EN_PROCESO" | "RESUELTO" | "DESESTIMADO";
                tickets: number;
            }[];
            bySubtype: {
                /** @enum {string} */
                type: "VENTA" | "POSTVENTA";
                /** @enum {string} */
                subtype: "ESPECIFICACIONES_Y_STOCK" | "PRECIOS_PAGOS_Y_PROMOCIONES" | "SOPORTE_DE_COMPRA" | "POTENCIAL_CLIENTE" | "PROBLEMA_CON_LA_ENTREGA" | "CAMBIO_O_CANCELACION" | "GARANTIA" | "DEVOLUCION" | "PROBLEMAS_CON_LA_CUENTA" | "QUEJAS";
                subtypeLabel: string;
                areaId: string;
                areaName: string;
                tickets: number;
            }[];
            /** @description From the opening to the first change of state */
            firstResponse: components["schemas"]["Spread"];
            /** @description From the opening to when it was settled, of those that are settled now */
            resolution: components["schemas"]["Spread"];
            /** @description Path that lists exactly the tickets counted here */
            tickets: string;
        };
        TicketPatch: {
            /** @enum {string} */
            state: "ABIERTO" | "EN_PROCESO" | "RESUELTO" | "DESESTIMADO";
            /** @description Kept with the change */
            comment?: string;
        };
        TimelineEntry: {
            contactId: string;
            seq: number;
            /** Format: date-time */
            at: string;
            from: ("BOT" | "BANDEJA" | "AGENTE" | "EXPIRADO") | null;
            /** @enum {string} */
            to: "BOT" | "BANDEJA" | "AGENTE" | "EXPIRADO";
            fromPlace: components["schemas"]["Place"] | null;
            toPlace: components["schemas"]["Place"];
            command: string;
            actor: components["schemas"]["Actor"];
            reason: string | null;
            data: unknown;
        };
        VisitorFile: {
            id: string;
            /** @enum {string} */
            kind: "document" | "audio" | "video" | "image" | "sticker" | "voice";
            mimeType: string;
            size: number;
            fileName: string;
        };
        VisitorMessage: {
            id: string;
            seq: number;
            /** @enum {string} */
            direction: "in" | "out";
            author: {
                /** @enum {string} */
                kind: "contact" | "bot" | "agent" | "system";
                name: string | null;
            };
            /** @enum {string} */
            type: "text" | "image" | "audio" | "video" | "document" | "sticker" | "location" | "contacts" | "interactive" | "button" | "reaction" | "order" | "system" | "template" | "unsupported";
            text: string | null;
            /** Format: date-time */
            at: string;
            replyTo: string | null;
            /** @description Its file, with a link that is good for five minutes */
            media: {
                id: string;
                /** @enum {string} */
                kind: "document" | "audio" | "video" | "image" | "sticker" | "voice";
                mimeType: string;
                size: number;
                fileName: string;
                link: {
                    url: string;
                    previewUrl: string | null;
                    /** Format: date-time */
                    expiresAt: string;
                };
            } | null;
        };
        WebchatMessage: {
            /** @description Of the page’s own; the same id is the same message */
            id?: string;
            /** @enum {string} */
            type: "text" | "image" | "audio" | "video" | "document" | "sticker";
            /** @description Beside a file: what is said of it */
            text?: string;
            /** @description Of a file that the visitor uploaded */
            mediaId?: string;
            /** @description The message it answers: its `id`, or the page’s own id of it */
            replyTo?: string | null;
        };
        WebchatSession: {
            token: string;
            contactId: string;
            /** Format: date-time */
            expiresAt: string;
        };
        Webhook: {
            id: string;
            name: string;
            /** Format: uri */
            url: string;
            /** @description Empty: every event */
            events: ("conversation.changed" | "message.created" | "message.changed" | "ticket.changed" | "alert.raised" | "presence.changed")[];
            active: boolean;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        WebhookOnce: {
            id: string;
            name: string;
            /** Format: uri */
            url: string;
            /** @description Empty: every event */
            events: ("conversation.changed" | "message.created" | "message.changed" | "ticket.changed" | "alert.raised" | "presence.changed")[];
            active: boolean;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            /** @description Signs what is sent; shown this one time */
            secret: string;
        };
        WebhookPatch: {
            name?: string;
            /** Format: uri */
            url?: string;
            /** @description Empty: every event */
            events?: ("conversation.changed" | "message.created" | "message.changed" | "ticket.changed" | "alert.raised" | "presence.changed")[];
            active?: boolean;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getErrors: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            code: string;
                            status: number;
                            title: string;
                            help: string;
                        }[];
                    };
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getError: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        code: string;
                        status: number;
                        title: string;
                        help: string;
                    };
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHealthLive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "ok";
                    };
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHealthReady: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "starting" | "ok" | "degraded" | "down" | "draining";
                        parts: {
                            [key: string]: "up" | "down";
                        };
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "starting" | "ok" | "degraded" | "down" | "draining";
                        parts: {
                            [key: string]: "up" | "down";
                        };
                    };
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAgents: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description `nextCursor` of the page before, with the same filters */
                cursor?: string;
                q?: string;
                active?: "true" | "false";
                status?: "online" | "away";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Agent"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAgents: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAgent"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agent"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAgentsMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agent"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchAgentsMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OwnAgentPatch"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agent"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAgentsMeHeartbeat: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agent"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAgentsMePresence: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Presence"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agent"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAgent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agent"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteAgent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchAgent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AgentPatch"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Agent"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAgentPresence: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description `nextCursor` of the page before, with the same filters */
                cursor?: string;
                /** @description Included; a day before `to` when left out; a day, such as 2026-11-22, begins at midnight UTC */
                from?: string;
                /** @description Not included; now when left out, and at most now; a day, such as 2026-11-22, begins at midnight UTC */
                to?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PresenceHistory"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAlerts: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description `nextCursor` of the page before, with the same filters */
                cursor?: string;
                open?: "true" | "false";
                kind?: "unattended" | "unanswered" | "window-closing" | "angry-customer" | "ticket-unattended" | "helpdesk-failed" | "mail-failed" | "mail-undeliverable" | "channel-failed";
                contactId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Alert"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAlertAcknowledge: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alert"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAreas: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description `nextCursor` of the page before, with the same filters */
                cursor?: string;
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Area"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postAreas: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewArea"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Area"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getArea: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Area"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteArea: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchArea: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AreaPatch"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Area"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listContacts: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description `nextCursor` of the page before, with the same filters */
                cursor?: string;
                state?: "BOT" | "BANDEJA" | "AGENTE" | "EXPIRADO";
                previousState?: "BOT" | "BANDEJA" | "AGENTE" | "EXPIRADO";
                inboxId?: string;
                /** @description Chats that this agent has; of an id that names nobody there is nothing */
                agentId?: string;
                blocked?: "true" | "false";
                /** @description Words that all have to be there: each begins a word of the name, phone, e-mail or id, or is in the transcript in any form; accents do not matter, the last word may be unfinished */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ListedContact"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postContacts: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewConversation"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getContact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactCard"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchContact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContactPatch"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactCard"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listContactActivity: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description `nextCursor` of the page before, with the same filters */
                cursor?: string;
                /** @description Also of the same person’s other contacts, as far as the caller may see them */
                linked?: "true" | "false";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Activity"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listContactAttachments: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description `nextCursor` of the page before, with the same filters */
                cursor?: string;
                kind?: "document" | "audio" | "video" | "image" | "sticker" | "voice";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Message"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postContactBlock: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The ownership the sender believes in */
                    epoch?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listContactDuplicates: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description `nextCursor` of the page before, with the same filters */
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Duplicate"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postContactMerge: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContactMerge"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactCard"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteContactMerge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                otherId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postContactUnblock: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The ownership the sender believes in */
                    epoch?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listConversations: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description `nextCursor` of the page before, with the same filters */
                cursor?: string;
                /** @description mine: taken by the caller, or waiting in their personal inbox; unassigned: waiting in any other inbox; closed: in Cerradas; all and history: every conversation the caller may see */
                view?: "mine" | "unassigned" | "all" | "closed" | "history";
                inboxId?: string;
                /** @description Chats that this agent has; of an id that names nobody there is nothing */
                agentId?: string;
                state?: "BOT" | "BANDEJA" | "AGENTE" | "EXPIRADO";
                origin?: "customer" | "agent" | "integrator" | "campaign";
                unread?: "true" | "false";
                escalated?: "true" | "false";
                /** @description Words that all have to be there: each begins a word of the name, phone, e-mail or id, or is in the transcript in any form; accents do not matter, the last word may be unfinished */
                q?: string;
                sort?: "waiting" | "window" | "recent";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ListedConversation"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getConversationsCounts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConversationCounts"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getConversation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                contactId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postConversationAssign: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path: {
                contactId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    agentId: string;
                    /** @description The ownership the sender believes in */
                    epoch?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postConversationBot: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path: {
                contactId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The ownership the sender believes in */
                    epoch?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postConversationBotMessages: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path: {
                contactId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description What can be sent: `text`, or the type of the file: `image`, `audio`, `video`, `document`, `sticker`
                     * @enum {string}
                     */
                    type: "text" | "image" | "audio" | "video" | "document" | "sticker" | "location" | "contacts" | "interactive" | "button" | "reaction" | "order" | "system" | "template" | "unsupported";
                    /** @description 1 to 4096 characters; beside an image, a video or a document optional, up to 1024 */
                    text?: string;
                    /** @description Of a file uploaded before, or of the library; a voice message goes as `audio` */
                    mediaId?: string;
                    replyTo?: string | null;
                    /** @description The ownership the sender believes in */
                    epoch?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getConversationBotUsage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                contactId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        contactId: string;
                        /** @description Of one day */
                        maxTokensPerConversation: number;
                        today: components["schemas"]["BotUsage"];
                        total: components["schemas"]["BotUsage"];
                    };
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getConversationBrief: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                contactId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Brief"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postConversationClaim: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path: {
                contactId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The ownership the sender believes in */
                    epoch?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClaimedConversation"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postConversationClose: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path: {
                contactId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason?: string | null;
                    /** @description The ownership the sender believes in */
                    epoch?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postConversationEvents: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path: {
                contactId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    data?: unknown;
                    /** @description The ownership the sender believes in */
                    epoch?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postConversationHandoff: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path: {
                contactId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description General where it is left out or there is no such inbox */
                    inboxId?: string | null;
                    reason?: string | null;
                    /** @description The ownership the sender believes in */
                    epoch?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listConversationMessages: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description `nextCursor` of the page before, with the same filters */
                cursor?: string;
                order?: "oldest" | "newest";
                /** @description Words that all have to be there, in any form and without regard to accents; the last one may be unfinished; words in quotes are a phrase */
                q?: string;
                /** @description This line and later ones */
                fromSeq?: number;
                /** @description This line and earlier ones */
                toSeq?: number;
            };
            header?: never;
            path: {
                contactId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Message"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postConversationMessages: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path: {
                contactId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description What can be sent: `text`, or the type of the file: `image`, `audio`, `video`, `document`, `sticker`
                     * @enum {string}
                     */
                    type: "text" | "image" | "audio" | "video" | "document" | "sticker" | "location" | "contacts" | "interactive" | "button" | "reaction" | "order" | "system" | "template" | "unsupported";
                    /** @description 1 to 4096 characters; beside an image, a video or a document optional, up to 1024 */
                    text?: string;
                    /** @description Of a file uploaded before, or of the library; a voice message goes as `audio` */
                    mediaId?: string;
                    replyTo?: string | null;
                    /** @description The ownership the sender believes in */
                    epoch?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postConversationNotes: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path: {
                contactId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    text: string;
                    /** @description The ownership the sender believes in */
                    epoch?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postConversationReactions: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path: {
                contactId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    messageId: string;
                    /** @description One emoji; null or empty takes the reaction away */
                    emoji: string | null;
                    /** @description The ownership the sender believes in */
                    epoch?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postConversationRead: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path: {
                contactId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The ownership the sender believes in */
                    epoch?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postConversationReturn: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path: {
                contactId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The ownership the sender believes in */
                    epoch?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postConversationTemplate: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path: {
                contactId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    language: string;
                    components?: {
                        /** @enum {string} */
                        type: "header" | "body" | "button";
                        /**
                         * @description Of a button
                         * @enum {string}
                         */
                        sub_type?: "quick_reply" | "url" | "copy_code";
                        /** @description Of a button: which, from 0 on */
                        index?: number;
                        parameters?: ({
                            /** @enum {string} */
                            type: "text";
                            text: string;
                            /** @description Of a variable that has a name */
                            parameter_name?: string;
                        } | {
                            /** @enum {string} */
                            type: "payload";
                            payload: string;
                        } | {
                            /** @enum {string} */
                            type: "coupon_code";
                            coupon_code: string;
                        } | {
                            /** @enum {string} */
                            type: "image" | "video" | "document";
                            /** Format: uri */
                            link: string;
                        })[];
                    }[];
                    /** @description The ownership the sender believes in */
                    epoch?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postConversationTickets: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path: {
                contactId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTicket"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listConversationTimeline: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description `nextCursor` of the page before, with the same filters */
                cursor?: string;
            };
            header?: never;
            path: {
                contactId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["TimelineEntry"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postConversationTransfer: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path: {
                contactId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    inboxId?: string;
                    agentId?: string;
                    note?: string;
                    /** @description The ownership the sender believes in */
                    epoch?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postConversationUndo: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path: {
                contactId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The ownership the sender believes in */
                    epoch?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postConversationUnread: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path: {
                contactId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The ownership the sender believes in */
                    epoch?: number;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEvents: {
        parameters: {
            query?: {
                /** @description In the place of a key */
                ticket?: string;
                /** @description The same as Last-Event-ID, which comes before it */
                lastEventId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["LiveEvent"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postEventsTicket: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventTicket"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listHandoffs: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description `nextCursor` of the page before, with the same filters */
                cursor?: string;
                /** @description It was in this inbox, or taken from it */
                inboxId?: string;
                /** @description It began in this inbox */
                firstInboxId?: string;
                /** @description This agent had it; of an id that names nobody there is nothing */
                agentId?: string;
                contactId?: string;
                state?: "open" | "closed";
                channel?: string;
                outcome?: "closed" | "expired" | "to-bot" | "blocked" | "undone";
                origin?: "bot" | "integrator" | "customer" | "assigned" | "outreach" | "reactivated";
                fromBot?: "true" | "false";
                /** @description Exactly the reason it began with; empty: none was given */
                reason?: string;
                /** @description Queued then or later; a day, such as 2026-11-22, begins at midnight UTC */
                from?: string;
                /** @description Queued before; a day, such as 2026-11-22, begins at midnight UTC */
                to?: string;
                /** @description Beginnings of words of the contact, inboxes, agents and reasons, all of them, as they were then */
                q?: string;
                /** @description The longest first */
                sort?: "recent" | "oldest" | "firstResponse" | "resolution";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Handoff"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHandoff: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandoffDetail"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postInboundEdits: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InboundEdits"];
            };
        };
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        contactId: string;
                        items: {
                            messageId: string;
                            duplicate: boolean;
                        }[];
                    };
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postInboundMessages: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InboundMessage"];
            };
        };
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        contactId: string;
                        messageId: string;
                        duplicate: boolean;
                    };
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postInboundStatuses: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InboundStatuses"];
            };
        };
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        contactId: string;
                        items: {
                            messageId: string;
                            duplicate: boolean;
                        }[];
                    };
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listInboxes: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description `nextCursor` of the page before, with the same filters */
                cursor?: string;
                q?: string;
                kind?: "GENERAL" | "PERSONAL" | "CERRADAS" | "CUSTOM";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Inbox"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postInboxes: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewInbox"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Inbox"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getInbox: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Inbox"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteInbox: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchInbox: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InboxPatch"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Inbox"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listKeys: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description `nextCursor` of the page before, with the same filters */
                cursor?: string;
                q?: string;
                role?: "integrator" | "agent" | "supervisor" | "admin";
                agentId?: string;
                /** @description Neither revoked nor expired */
                active?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Key"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postKeys: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewKey"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyOnce"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Key"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyPatch"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Key"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listKnowledge: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description `nextCursor` of the page before, with the same filters */
                cursor?: string;
                q?: string;
                active?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Article"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postKnowledge: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewArticle"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Article"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listKnowledgeChanges: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description `nextCursor` of the page before, with the same filters */
                cursor?: string;
                change?: "created" | "updated" | "restored" | "deleted";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ArticleVersion"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listKnowledgeGaps: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description `nextCursor` of the page before, with the same filters */
                cursor?: string;
                /** @description Included; 30 days before `to` when left out; a day, such as 2026-11-22, begins at midnight UTC */
                from?: string;
                /** @description Not included; now when left out, and at most now; a day, such as 2026-11-22, begins at midnight UTC */
                to?: string;
                /** @description Questions for which the bot would have chosen this inbox */
                inboxId?: string;
                status?: "open" | "dismissed" | "answered";
                /** @description The most asked first, or the latest */
                sort?: "count" | "recent";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Gap"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getKnowledgeGap: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Gap"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postKnowledgeGapArticle: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewArticle"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnsweredGap"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postKnowledgeGapDismiss: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Gap"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postKnowledgeGapReopen: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Gap"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postKnowledgeImport: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KnowledgeImport"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KnowledgeImported"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getKnowledge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Article"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteKnowledge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchKnowledge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ArticlePatch"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Article"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listKnowledgeVersions: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description `nextCursor` of the page before, with the same filters */
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["ArticleVersion"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getKnowledgeVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArticleVersion"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postKnowledgeVersionRestore: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
                version: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Article"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMedia: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description `nextCursor` of the page before, with the same filters */
                cursor?: string;
                /** @description Other files are found in their chats */
                library?: "true";
                kind?: "document" | "audio" | "video" | "image" | "sticker" | "voice";
                /** @description A part of the name */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Media"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postMedia: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["NewMedia"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Media"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMedia: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Media"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteMedia: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMediaContent: {
        parameters: {
            query?: {
                /** @description A small WebP of an image or a sticker */
                preview?: "true" | "false";
                /** @description Of a link */
                expires?: string;
                /** @description Of a link */
                signature?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMessages: {
        parameters: {
            query: {
                /** @description How many at most */
                limit?: number;
                /** @description `nextCursor` of the page before, with the same filters */
                cursor?: string;
                /** @description Words that all have to be there, in any form and without regard to accents; the last one may be unfinished; words in quotes are a phrase */
                q: string;
                contactId?: string;
                /** @description Lines of chats that are with this agent now, or in their personal inbox; of an id that names nobody there is nothing */
                agentId?: string;
                /** @description Lines of chats that are in this inbox now */
                inboxId?: string;
                direction?: "in" | "out" | "note" | "system";
                /** @description Lines of this moment or later; a day, such as 2026-11-22, begins at midnight UTC */
                from?: string;
                /** @description Lines before this moment; a day, such as 2026-11-22, begins at midnight UTC */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["FoundMessage"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMetricsAgents: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description `nextCursor` of the page before, with the same filters */
                cursor?: string;
                /** @description Included; 7 days before `to` when left out; a day, such as 2026-11-22, begins at midnight UTC */
                from?: string;
                /** @description Not included; now when left out, and at most now; a day, such as 2026-11-22, begins at midnight UTC */
                to?: string;
                /** @description This agent alone; of an id that names nobody there is nothing */
                agentId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["AgentMetrics"][];
                        nextCursor: string | null;
                        /** Format: date-time */
                        from: string;
                        /** Format: date-time */
                        to: string;
                    };
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMetricsBot: {
        parameters: {
            query?: {
                /** @description Included; 7 days before `to` when left out; a day, such as 2026-11-22, begins at midnight UTC */
                from?: string;
                /** @description Not included; now when left out, and at most now; a day, such as 2026-11-22, begins at midnight UTC */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BotMetrics"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMetricsBotUsage: {
        parameters: {
            query?: {
                /** @description Included; 29 days before `to` when left out */
                from?: string;
                /** @description Included; today when left out */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date */
                        from: string;
                        /** Format: date */
                        to: string;
                        timeZone: string;
                        maxTokensPerDay: number;
                        total: components["schemas"]["BotUsage"];
                        /** @description Those with any use, oldest first */
                        days: components["schemas"]["BotUsageDay"][];
                    };
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMetricsInboxes: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description `nextCursor` of the page before, with the same filters */
                cursor?: string;
                /** @description Included; 7 days before `to` when left out; a day, such as 2026-11-22, begins at midnight UTC */
                from?: string;
                /** @description Not included; now when left out, and at most now; a day, such as 2026-11-22, begins at midnight UTC */
                to?: string;
                inboxId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["InboxMetrics"][];
                        nextCursor: string | null;
                        /** Format: date-time */
                        from: string;
                        /** Format: date-time */
                        to: string;
                    };
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMetricsTickets: {
        parameters: {
            query?: {
                /** @description Included; 7 days before `to` when left out; a day, such as 2026-11-22, begins at midnight UTC */
                from?: string;
                /** @description Not included; now when left out, and at most now; a day, such as 2026-11-22, begins at midnight UTC */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketMetrics"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOutbox: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description `nextCursor` of the page before, with the same filters */
                cursor?: string;
                /** @description `held`, `failed` and `unknown` when left out */
                status?: "queued" | "held" | "sent" | "failed" | "unknown";
                ticketId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Mail"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postOutboxSend: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OutboxSending"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listRooms: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description `nextCursor` of the page before, with the same filters */
                cursor?: string;
                kind?: "SOPORTE" | "VENTAS" | "SUPERVISOR" | "PERSONAL";
                status?: "creating" | "ready" | "failed" | "suspended";
                inboxId?: string;
                agentId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Room"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRooms: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRoom"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Room"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRoom: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Room"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteRoom: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchRoom: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RoomPatch"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Room"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postRoomMembers: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRoomMember"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Room"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteRoomMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                agentId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettingsPatch"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postSettingsHandoffTest: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HandoffPatch"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandoffTested"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSettingsTexts: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description `nextCursor` of the page before, with the same filters */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["SettingsText"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listShortcuts: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description `nextCursor` of the page before, with the same filters */
                cursor?: string;
                q?: string;
                shared?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Shortcut"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postShortcuts: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewShortcut"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Shortcut"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getShortcut: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Shortcut"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteShortcut: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchShortcut: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShortcutPatch"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Shortcut"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postShortcutRender: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RenderShortcut"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RenderedShortcut"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTemplates: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description `nextCursor` of the page before, with the same filters */
                cursor?: string;
                q?: string;
                language?: string;
                status?: "approved" | "pending" | "rejected" | "paused";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Template"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTemplates: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTemplate"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTemplatesSync: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplatesSynchronised"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TemplatePatch"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Template"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postTemplatePreview: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TemplateValues"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TemplatePreview"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTickets: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description `nextCursor` of the page before, with the same filters */
                cursor?: string;
                type?: "VENTA" | "POSTVENTA";
                subtype?: "ESPECIFICACIONES_Y_STOCK" | "PRECIOS_PAGOS_Y_PROMOCIONES" | "SOPORTE_DE_COMPRA" | "POTENCIAL_CLIENTE" | "PROBLEMA_CON_LA_ENTREGA" | "CAMBIO_O_CANCELACION" | "GARANTIA" | "DEVOLUCION" | "PROBLEMAS_CON_LA_CUENTA" | "QUEJAS";
                state?: "ABIERTO" | "EN_PROCESO" | "RESUELTO" | "DESESTIMADO";
                areaId?: string;
                contactId?: string;
                /** @description The id of an agent, or a kind of reporter: `bot`, `agent`, `integrator`… */
                reportedBy?: string;
                /** @description Created at or after; a day, such as 2026-11-22, begins at midnight UTC */
                from?: string;
                /** @description Created before; a day, such as 2026-11-22, begins at midnight UTC */
                to?: string;
                /** @description Number, kind, reporter, and what is said of the chat where the caller may see that: words by beginning */
                q?: string;
                sort?: "newest" | "oldest" | "updated";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Ticket"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTicketsExportCsv: {
        parameters: {
            query?: {
                type?: "VENTA" | "POSTVENTA";
                subtype?: "ESPECIFICACIONES_Y_STOCK" | "PRECIOS_PAGOS_Y_PROMOCIONES" | "SOPORTE_DE_COMPRA" | "POTENCIAL_CLIENTE" | "PROBLEMA_CON_LA_ENTREGA" | "CAMBIO_O_CANCELACION" | "GARANTIA" | "DEVOLUCION" | "PROBLEMAS_CON_LA_CUENTA" | "QUEJAS";
                state?: "ABIERTO" | "EN_PROCESO" | "RESUELTO" | "DESESTIMADO";
                areaId?: string;
                contactId?: string;
                /** @description The id of an agent, or a kind of reporter: `bot`, `agent`, `integrator`… */
                reportedBy?: string;
                /** @description Created at or after; a day, such as 2026-11-22, begins at midnight UTC */
                from?: string;
                /** @description Created before; a day, such as 2026-11-22, begins at midnight UTC */
                to?: string;
                /** @description Number, kind, reporter, and what is said of the chat where the caller may see that: words by beginning */
                q?: string;
                sort?: "newest" | "oldest" | "updated";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description text/csv */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTicket: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchTicket: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TicketPatch"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTicketMessages: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description `nextCursor` of the page before, with the same filters */
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Message"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWebchatEvents: {
        parameters: {
            query?: {
                /** @description For EventSource, which sets no headers */
                token?: string;
                /** @description The same as Last-Event-ID, which comes before it */
                lastEventId?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postWebchatMedia: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["NewWebchatMedia"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VisitorFile"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWebchatMedia: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @enum {string} */
                        kind: "document" | "audio" | "video" | "image" | "sticker" | "voice";
                        mimeType: string;
                        size: number;
                        fileName: string;
                        link: {
                            url: string;
                            previewUrl: string | null;
                            /** Format: date-time */
                            expiresAt: string;
                        };
                    };
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWebchatMessages: {
        parameters: {
            query?: {
                limit?: number;
                /** @description `nextCursor` of the page before, or the `seq` to go on after */
                cursor?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["VisitorMessage"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postWebchatMessages: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebchatMessage"];
            };
        };
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        messageId: string;
                        duplicate: boolean;
                    };
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postWebchatSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewWebchatSession"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebchatSession"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWebhooks: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description `nextCursor` of the page before, with the same filters */
                cursor?: string;
                active?: "true" | "false";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Webhook"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postWebhooks: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewWebhook"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookOnce"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    patchWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookPatch"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listWebhookDeliveries: {
        parameters: {
            query?: {
                /** @description How many at most */
                limit?: number;
                /** @description `nextCursor` of the page before, with the same filters */
                cursor?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["FailedDelivery"][];
                        nextCursor: string | null;
                    };
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postWebhookDeliveryRetry: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
                deliveryId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The `webhook-id` it is sent with */
                        eventId: string;
                    };
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postWebhookSecret: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookOnce"];
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    postWebhookTest: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same key with the same request gives the same answer for 24 hours */
                "idempotency-key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The `webhook-id` it is sent with */
                        eventId: string;
                    };
                };
            };
            /** @description A problem of the catalogue */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
