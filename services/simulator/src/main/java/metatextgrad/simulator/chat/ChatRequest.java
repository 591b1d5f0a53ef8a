package metatextgrad.simulator.chat;

import static java.util.stream.Collectors.joining;

import metatextgrad.simulator.chance.Dice;

import java.util.List;

/**
 * What a client asks.
 *
 * @param seed the request's {@code seed}, 0 if there is none: another seed is another draw
 * @param fields the properties of the JSON schema the reply should follow, mostly none
 */
public record ChatRequest(
        String model, List<ChatMessage> messages, long seed, int maxTokens, List<String> fields) {
    public ChatRequest {
        messages = List.copyOf(messages);
        fields = List.copyOf(fields);
    }

    /** The system and developer messages. */
    public String instruction() {
        return text(true);
    }

    /** All other messages. */
    public String conversation() {
        return text(false);
    }

    /** Everything, instructions first. */
    public String wholeText() {
        return instruction() + "\n\n" + conversation();
    }

    /** The die of this request: made of model, messages and seed, and of nothing else. */
    public Dice dice(long serverSeed) {
        Dice dice = Dice.of(serverSeed, model, Long.toString(seed));
        for (ChatMessage message : messages) {
            dice = dice.on(message.role()).on(message.text());
        }
        return dice;
    }

    private String text(boolean instruction) {
        return messages.stream()
                .filter(message -> message.isInstruction() == instruction)
                .map(ChatMessage::text)
                .collect(joining("\n\n"));
    }
}
