package metatextgrad.simulator.chat;

import java.util.Optional;

/** Replies as one role. The same request gets the same text, on any thread and in any order. */
public interface ChatModel {
    String reply(ChatRequest request);

    /** Returns what the last token of the reply could also have been; empty if it is unknown. */
    default Optional<Alternative> alternative(ChatRequest request) {
        return Optional.empty();
    }

    /**
     * The last token of a reply, which is its answer, and another one.
     *
     * @param probability of the answer; the other one has the rest
     */
    record Alternative(String answer, double probability, String other) {}
}
