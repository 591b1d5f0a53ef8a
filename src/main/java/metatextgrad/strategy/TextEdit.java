package metatextgrad.strategy;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One edit of a text, as a reply has it.
 *
 * @param anchor the text that it quotes
 * @param text the new text; empty for a deletion
 */
record TextEdit(Kind kind, String anchor, String text) {
    /** The longest new text of an edit. */
    static final int MAX_TEXT = 1_000;

    static final Pattern BLOCK = Pattern.compile("(?is)<EDIT>((?:(?!<EDIT>).)*?)</EDIT>");

    private static final Pattern FORM =
            Pattern.compile(
                    "(?is)\\s*<(INSERT_AFTER|REPLACE|DELETE)>(.*)</\\1>\\s*(?:<TEXT>(.*)</TEXT>\\s*)?");

    /** What an edit does with the quoted text. */
    enum Kind {
        INSERT_AFTER,
        REPLACE,
        DELETE
    }

    /** The text after an edit, or why the edit does not fit. */
    sealed interface Outcome {
        record Changed(String text) implements Outcome {}

        record Refused(String reason) implements Outcome {}
    }

    /** Reads one block; without the form of an edit it becomes a quote of nothing. */
    static TextEdit of(MatchResult block) {
        Matcher form = FORM.matcher(block.group(1));
        if (!form.matches()) return new TextEdit(Kind.REPLACE, "", block.group(1).strip());
        String text = form.group(3);
        return new TextEdit(
                Kind.valueOf(form.group(1).toUpperCase(Locale.ROOT)),
                form.group(2).strip(),
                text == null ? "" : text.strip());
    }

    /** Applies this edit if its quote occurs exactly once. All other text stays as it is. */
    Outcome applyTo(String current) {
        int at = current.indexOf(anchor);
        if (anchor.isEmpty()) return refused("it quotes nothing");
        if (at < 0) return refused("the text does not have its quote");
        if (current.indexOf(anchor, at + 1) >= 0)
            return refused("the text has its quote more than once");
        if (text.isEmpty() && kind != Kind.DELETE) return refused("it has no new text");
        if (text.length() > MAX_TEXT)
            return refused("its new text has more than " + MAX_TEXT + " characters");
        String before = current.substring(0, at);
        String after = current.substring(at + anchor.length());
        String changed =
                switch (kind) {
                    case INSERT_AFTER -> before + anchor + separator(after) + text + after;
                    case REPLACE -> before + text + after;
                    case DELETE -> joined(before, after);
                };
        if (changed.isBlank()) return refused("it leaves no text");
        return changed.equals(current)
                ? refused("it changes nothing")
                : new Outcome.Changed(changed);
    }

    /** Returns the edit in words, for the requests that follow. */
    String inWords() {
        return switch (kind) {
            case INSERT_AFTER -> "after `%s` insert `%s`".formatted(anchor, text);
            case REPLACE -> "replace `%s` by `%s`".formatted(anchor, text);
            case DELETE -> "delete `%s`".formatted(anchor);
        };
    }

    /** A text behind a whole line gets a line of its own. */
    private static String separator(String after) {
        return after.isEmpty() || after.startsWith("\n") ? "\n" : " ";
    }

    /** Leaves no empty line and no double blank where a text was removed. */
    private static String joined(String before, String after) {
        boolean opens = before.isEmpty() || before.endsWith("\n");
        if (opens && (after.startsWith("\n") || after.startsWith(" ")))
            return before + after.substring(1);
        boolean closes = after.isEmpty() || after.startsWith("\n") || after.startsWith(" ");
        boolean loose = before.endsWith(" ") || (opens && !before.isEmpty() && after.isEmpty());
        return loose && closes ? before.substring(0, before.length() - 1) + after : before + after;
    }

    private static Outcome refused(String reason) {
        return new Outcome.Refused(reason);
    }
}
