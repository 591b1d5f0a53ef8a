package metatextgrad.prompt;

import java.util.Collection;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Separates untrusted text from the prompt around it. Text that would end its block, or start
 * another one, is escaped, so a block ends only where the prompt ends it. All other text stays
 * unchanged. Immutable and thread-safe.
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
     * Returns a fence for values inserted into this template. Its own tags, opening and closing,
     * get a backslash behind their {@code <}. Tags that the template does not have are no special
     * text.
     */
    static Fence ofTags(String template) {
        Collection<String> names = new TreeSet<>();
        TAG.matcher(template).results().forEach(tag -> names.add(tag.group(1)));
        return new Fence("<(?=/?(?:" + anyOf(names) + ")[\\s/>])", "<\\");
    }

    /**
     * Returns a fence for texts below headings, which are lines of a name and a colon. A line that
     * starts like a heading is quoted, as in an e-mail.
     */
    public static Fence ofHeadings(Collection<String> names) {
        return new Fence("^(?=\\h*(?:" + anyOf(names) + ")\\h*:)", "> ");
    }

    /** Returns the escaped text. */
    public String keep(String text) {
        return forged.matcher(text).replaceAll(mark);
    }

    /** Returns a pattern that matches nothing if there are no names. */
    private static String anyOf(Collection<String> names) {
        return names.isEmpty()
                ? "(?!)"
                : names.stream().map(Pattern::quote).collect(Collectors.joining("|"));
    }
}
