package metatextgrad.simulator.chat;

/** Replies as one role. The same request gets the same text, on any thread and in any order. */
public interface ChatModel {
    String reply(ChatRequest request);
}
