package metatextgrad.tracing;

import java.util.List;
import java.util.stream.Collectors;
import metatextgrad.json.Json;
import metatextgrad.llm.Message;
import metatextgrad.model.Text;
import metatextgrad.trace.TracedChat;

/** Messages of a chat as JSON, in the form of the conventions for generative AI. */
final class ChatText {
    private record Part(String type, String content) {}

    private record ChatMessage(String role, List<Part> parts) {}

    private ChatText() {}

    static String of(List<Message> messages) {
        return messages.stream()
                .map(message -> message(Text.lower(message.role()), message.content()))
                .collect(Collectors.joining(",", "[", "]"));
    }

    static String ofTurns(List<TracedChat.Turn> turns) {
        return turns.stream()
                .map(turn -> message(turn.role(), turn.text()))
                .collect(Collectors.joining(",", "[", "]"));
    }

    static String ofAnswer(String text) {
        return "[" + message("assistant", text) + "]";
    }

    private static String message(String role, String content) {
        return Json.write(new ChatMessage(role, List.of(new Part("text", content))));
    }
}
