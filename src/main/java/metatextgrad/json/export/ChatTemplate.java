package metatextgrad.json.export;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The messages of one model call: a system message, and a message of the user around the task.
 *
 * @param user the pieces of text before, between and after the places of the task; two empty ones
 *     if the task is the whole message
 */
public record ChatTemplate(String system, List<String> user) {
    public ChatTemplate {
        user = List.copyOf(user);
        if (user.size() < 2) throw new IllegalArgumentException("the message has no task");
    }

    /** Whether the message of the user is the task and nothing else. */
    boolean isPlain() {
        return user.equals(List.of("", ""));
    }

    /** Returns the message of the user with a placeholder in the places of the task. */
    String user(String placeholder, UnaryOperator<String> escape) {
        return String.join(placeholder, user.stream().map(escape).toList());
    }
}
