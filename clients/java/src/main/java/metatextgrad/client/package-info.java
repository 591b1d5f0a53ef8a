/**
 * The client that applications link: prompts in, tasks, answers and feedback out. {@link
 * metatextgrad.client.PromptClient} is the entry. It needs kafka-clients and nothing else.
 */
package metatextgrad.client;
