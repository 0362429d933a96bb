import { z } from 'zod';

// The package has no types for its schemas: its name is widened, so that none are looked for.
const packageName: string = 'discord-api-spec/zod';
const official: Readonly<Record<string, z.ZodType>> = await import(packageName);

const withNumbers = z.object({ default_member_permissions: z.string().transform(Number).optional() }).loose();
const command = withNumbers.transform((each): unknown => each).pipe(official.ApplicationCommandUpdateRequestSchema!);

/**
 * The body of PUT /applications/{id}/commands by Discord's own description; what it does not name is taken away. A set
 * of permissions is a number there, and a string in Discord's written reference and in every client: both are taken.
 */
export const commandsRequest = z.array(command);

/** Discord's response to GET and PUT of the same. */
export const commandsResponse = z.array(official.ApplicationCommandResponseSchema!);
