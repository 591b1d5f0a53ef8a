/**
 * The client that applications link: prompts in, tasks, answers and feedback out. {@link
 * metatextgrad.client.PromptClient} is the entry. Over Kafka it needs kafka-clients, over HTTP
 * nothing but the JDK.
 */
package metatextgrad.client;
