package metatextgrad.trace;

import metatextgrad.llm.LlmRequest;

/** What a span describes. */
public sealed interface SpanStart {
    /**
     * A service processes a record.
     *
     * @param service name of the service
     * @param group its consumer group
     * @param topic name of the topic, with its prefix
     */
    record RecordRead(String service, String group, String topic, int partition, long offset)
            implements SpanStart {}

    /**
     * A service decides about an event.
     *
     * @param verb name of the decider's node, such as {@code fill-batch}
     * @param event simple name of the event's type; {@code silence} if a deadline passed
     */
    record DecisionMade(String service, String verb, String event) implements SpanStart {
        public static final String SILENCE = "silence";
    }

    /** One attempt at a model. */
    record ModelCalled(LlmRequest request) implements SpanStart {}

    /**
     * The gateway answers a request over HTTP.
     *
     * @param method such as {@code POST}
     * @param route template of the path, such as {@code /api/v1/tasks}
     */
    record RequestReceived(String method, String route) implements SpanStart {}

    /**
     * The gateway sends a request on that is no chat.
     *
     * @param server address of the model server
     */
    record RequestForwarded(String method, String server) implements SpanStart {}

    /** The gateway calls a model with a chat. */
    record ChatCalled(TracedChat chat) implements SpanStart {}

    /**
     * A user runs a command that writes records.
     *
     * @param command such as {@code mtg runs start}
     */
    record CommandRun(String command) implements SpanStart {}
}
