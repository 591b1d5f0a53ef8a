package metatextgrad.simulator.chat;

import static java.util.Objects.requireNonNull;

/** One message of a conversation. */
public record ChatMessage(String role, String text) {
    public ChatMessage {
        requireNonNull(role, "role is null");
        requireNonNull(text, "text is null");
    }

    boolean isInstruction() {
        return role.equals("system") || role.equals("developer");
    }
}
