package metatextgrad.llm;

import static java.util.Objects.requireNonNull;

/** One message of a chat. */
public record Message(Role role, String content) {
    /** The author of the message. */
    public enum Role {
        SYSTEM,
        USER
    }

    public Message {
        requireNonNull(role, "role is null");
        requireNonNull(content, "content is null");
    }

    public static Message system(String content) {
        return new Message(Role.SYSTEM, content);
    }

    public static Message user(String content) {
        return new Message(Role.USER, content);
    }
}
