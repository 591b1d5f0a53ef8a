package metatextgrad.prompt;

import java.util.Collection;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Keeps untrusted text apart from the words around it: what would end its block or begin another
 * one is marked inside the text, so a block ends where the prompt ends it. Any other text stays as
 * it is, to the letter. Immutable and thread-safe.
 */
public final class Fence {
    private static final Pattern TAG = Pattern.compile("</?([A-Za-z][\\w-]*)(?=[\\s/>])");

    private final Pattern forged;
    private final String mark;

    private Fence(String forged, String mark) {
        this.forged = Pattern.compile(forged, Pattern.MULTILINE);
        this.mark = Matcher.quoteReplacement(mark);
    }

    /**
     * For values inserted into this template: its own tags get a backslash behind their {@code <},
     * opened and closed ones alike; tags that it does not have mean nothing in it.
     */
    static Fence ofTags(String template) {
        Collection<String> names = new TreeSet<>();
        TAG.matcher(template).results().forEach(tag -> names.add(tag.group(1)));
        return new Fence("<(?=/?(?:" + anyOf(names) + ")[\\s/>])", "<\\");
    }

    /**
     * For texts that stand below headings, lines of a name and a colon: a line that begins like a
     * heading is quoted, as in a mail.
     */
    public static Fence ofHeadings(Collection<String> names) {
        return new Fence("^(?=\\h*(?:" + anyOf(names) + ")\\h*:)", "> ");
    }

    /** The text, unable to leave its place. */
    public String keep(String text) {
        return forged.matcher(text).replaceAll(mark);
    }

    /** Matches none of no names. */
    private static String anyOf(Collection<String> names) {
        return names.isEmpty()
                ? "(?!)"
                : names.stream().map(Pattern::quote).collect(Collectors.joining("|"));
    }
}
