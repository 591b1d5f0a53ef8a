package metatextgrad.simulator.request;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import metatextgrad.simulator.chat.ChatRequest;

/**
 * A form of fields that are marked as {@code [[ ## name ## ]]}: those that the request fills in,
 * and those of its reply, which it quotes.
 */
public record MarkedFields(Map<String, String> given, List<String> wanted) {
    private static final String MARK = "\\[\\[ ## (\\w+) ## \\]\\]";
    private static final Pattern WANTED = Pattern.compile("`" + MARK + "`");
    private static final Pattern GIVEN =
            Pattern.compile("(?ms)^" + MARK + "\\s*\\n(.*?)(?=^\\[\\[ ## |^Respond with|\\z)");
    private static final String END = "completed";

    public MarkedFields {
        given = Map.copyOf(given);
        wanted = List.copyOf(wanted);
    }

    /** Returns the form of a request; empty if its reply has none. */
    public static Optional<MarkedFields> in(ChatRequest request) {
        String text = request.conversation();
        List<String> wanted = new ArrayList<>();
        WANTED.matcher(text)
                .results()
                .map(mark -> mark.group(1))
                .filter(name -> !name.equals(END))
                .forEach(wanted::add);
        if (wanted.isEmpty()) return Optional.empty();
        Map<String, String> given = new LinkedHashMap<>();
        GIVEN.matcher(text)
                .results()
                .forEach(field -> given.put(field.group(1), field.group(2).strip()));
        return Optional.of(new MarkedFields(given, wanted));
    }

    /** Returns a reply with the same text in each field. */
    public String reply(String text) {
        StringBuilder reply = new StringBuilder();
        for (String name : wanted)
            reply.append("[[ ## ").append(name).append(" ## ]]\n").append(text).append("\n\n");
        return reply.append("[[ ## ").append(END).append(" ## ]]").toString();
    }
}
