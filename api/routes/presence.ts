import { AgentModel } from '../../models/agent.ts';
import { choosePresence, heartbeat } from '../../models/presence.ts';
import { updateVersioned } from '../../models/versioned.ts';
import { agentViewOf } from '../agent-view.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { notActive } from '../plugins/auth.ts';
import { problem } from '../problem.ts';
import { agentView, ownAgentPatch, presenceInput } from '../schemas/agent.ts';

/** What agents do for themselves: who am I, am I here. */
export function presenceRoutes(
  app: App,
  { directory, conversations }: Pick<Deps, 'directory' | 'conversations'>,
): void {
  const tags = ['agents'];
  const view = agentViewOf(directory);

  app.get(
    '/v1/agents/me',
    {
      config: { roles: ['agent'], inactive: true },
      schema: { tags, summary: 'Read oneself', response: { 200: agentView } },
    },
    async ({ caller }) => {
      const agent = await AgentModel.findOne({ _id: caller.agentId ?? '', deletedAt: null }).lean();
      if (!agent) throw problem('not-found');
      return view(agent, caller);
    },
  );

  app.patch(
    '/v1/agents/me',
    {
      config: { roles: ['agent'] },
      schema: { tags, summary: 'Change one’s own preferences', body: ownAgentPatch, response: { 200: agentView } },
    },
    async ({ caller, body }) => {
      const { notifications } = body;
      const agent = await updateVersioned(AgentModel, { _id: caller.agentId ?? '', deletedAt: null }, () => ({
        notifications,
      }));
      if (!agent) throw problem('not-found');
      directory.change('agents', agent._id, agent);
      return view(agent, caller);
    },
  );

  app.post(
    '/v1/agents/me/presence',
    {
      config: { roles: ['agent'] },
      schema: {
        tags,
        summary: 'Be online, or away, by hand or by leaving the screen',
        body: presenceInput,
        response: { 200: agentView },
      },
    },
    async ({ caller, body }) => {
      const agent = await choosePresence(caller.agentId ?? '', body.status, directory.presenceTimeout(), body.cause);
      if (!agent) throw notActive();
      directory.change('agents', agent._id, agent);
      if (body.status === 'online') conversations.nudgeAssignment({ agentId: agent._id });
      return view(agent, caller);
    },
  );

  app.post(
    '/v1/agents/me/heartbeat',
    {
      config: { roles: ['agent'] },
      schema: {
        tags,
        summary: 'A sign of life: keeps an online agent online, never overrides away',
        response: { 200: agentView },
      },
    },
    async ({ caller }) => {
      const agent = await heartbeat(caller.agentId ?? '', directory.presenceTimeout());
      if (!agent) throw notActive();
      directory.change('agents', agent._id, agent);
      return view(agent, caller);
    },
  );
}
