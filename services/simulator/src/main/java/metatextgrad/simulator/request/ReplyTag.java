package metatextgrad.simulator.request;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import metatextgrad.simulator.chat.ChatRequest;

/** Finds the tag that a request wants its reply in. */
public final class ReplyTag {
    private static final Pattern PLACEHOLDER =
            Pattern.compile(
                    "^(?:\\s*</|\\s*\\{|\\s*\\[|\\s*\\.\\.\\.|\\s*…|\\s+tags?\\b|`|\\s*(?:the |your |new |improved )).*");
    private static final List<String> REQUESTING =
            List.of(
                    "send", "put", "write", "return", "give", "enclose", "wrap", "place", "inside",
                    "between", "within", "reply", "respond", "format", "output");
    private static final List<String> NEW =
            List.of("improved", "new", "updated", "revised", "better", "rewritten", "final");
    private static final int LOOK_AROUND = 120;

    private ReplyTag() {}

    /** Looks in the conversation, then in the instructions. */
    public static Optional<String> in(ChatRequest request) {
        return in(request, tag -> true);
    }

    public static Optional<String> in(ChatRequest request, Predicate<String> fits) {
        return in(request.conversation(), fits).or(() -> in(request.instruction(), fits));
    }

    /** The fitting tag that looks most like a form to fill in; the last of equals. */
    public static Optional<String> in(String text, Predicate<String> fits) {
        return TaggedBlock.TAG
                .matcher(text)
                .results()
                .filter(tag -> tag.group(1).isEmpty())
                .filter(tag -> fits.test(tag.group(2)))
                .filter(tag -> likeness(tag, text) > 0)
                .max(
                        Comparator.<MatchResult>comparingInt(tag -> likeness(tag, text))
                                .thenComparingInt(MatchResult::start))
                .map(tag -> tag.group(2));
    }

    /** True if a name refers to something new. */
    public static boolean isNew(String tag) {
        return NEW.stream().anyMatch(tag.toLowerCase(Locale.ROOT)::contains);
    }

    private static int likeness(MatchResult tag, String text) {
        String before = text.substring(Math.max(0, tag.start() - LOOK_AROUND), tag.start());
        String sentence = before.substring(before.lastIndexOf('\n') + 1).toLowerCase(Locale.ROOT);
        String after = text.substring(tag.end(), Math.min(text.length(), tag.end() + LOOK_AROUND));
        int requested = REQUESTING.stream().anyMatch(sentence::contains) ? 1 : 0;
        int requestedAbove =
                REQUESTING.stream().anyMatch(before.toLowerCase(Locale.ROOT)::contains) ? 1 : 0;
        int form = PLACEHOLDER.matcher(after.replace('\n', ' ')).matches() ? 2 : 0;
        int named = isNew(tag.group(2)) ? 3 : 0;
        return requested + requestedAbove + (requested + requestedAbove > 0 ? form : 0) + named;
    }
}
