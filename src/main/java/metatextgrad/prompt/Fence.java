package metatextgrad.prompt;

import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import metatextgrad.model.Tags;

/**
 * Separates untrusted text from the prompt around it. Text that would end its block, or start
 * another one, is escaped, so a block ends only where the prompt ends it. All other text stays
 * unchanged. Immutable and thread-safe.
 */
public final class Fence {
    /** The names of the tags of all prompts of the product; {@code FenceTest} compares them. */
    static final List<String> SECTIONS =
            List.of(
                    """
                    ACCURACY ANSWER BATCH BEST_OPTIMIZER CONSTRAINTS CURRENT_PROGRAM
                    CURRENT_TEXT DELETE EDIT EXAMPLE EXAMPLES EXPECTED FEEDBACK FUNCTION IN INPUT
                    INSERT_AFTER INSTRUCTION NODE OPTIMIZER OUT OUTPUT PAST_FEEDBACK PAST_VALUE PATTERNS PREDICTION
                    QUESTION QUESTION_TYPE REFUSED_EDIT REPLACE RESULT REWRITE RIGHT_ANSWERS ROLE ROW RUBRIC SYSTEM_PROMPT
                    TASK_DESCRIPTION TEXT TRUTH USED_AS
                    """
                            .split("\\s+"));

    /** The tags around a text or program to rewrite, whose own tags are not marked. */
    private static final List<String> TO_REWRITE =
            List.of("CURRENT_TEXT", "CURRENT_PROGRAM", "PAST_VALUE");

    private static final Pattern TAG = Pattern.compile("</?([A-Za-z][\\w-]*)(?=[\\s/>])");
    private static final Pattern WHOLE_TAG = Pattern.compile("</?([A-Za-z][\\w-]*)>");

    /** A backslash behind the first character of a tag. */
    private static final String MARK = "$0\\\\";

    private static final Fence OF_PROMPTS = ofPrompts(Tags.DEFAULT);

    private final Pattern forged;
    private final String marked;

    private Fence(Pattern forged, String marked) {
        this.forged = forged;
        this.marked = marked;
    }

    /**
     * Returns a fence for values in a template of a user. The template's own tags are marked. Tags
     * that the template does not have are no special text: a task may be about HTML.
     */
    static Fence ofTags(String template) {
        return tags(named(names(template).distinct().toList()));
    }

    /** As {@link #ofTags}, for a part of a text that requests show unchanged to rewrite it. */
    static Fence ofPart(String template) {
        Stream<String> around = Stream.concat(TO_REWRITE.stream(), names(Tags.DEFAULT.start()));
        return tags(named(Stream.concat(names(template), around).distinct().toList()));
    }

    private static Stream<String> names(String template) {
        return TAG.matcher(template).results().map(tag -> tag.group(1));
    }

    /**
     * Returns a fence for values in a prompt of the product. The tags of all prompts are marked,
     * because a reply to one prompt is a value in another. So are the tags of replies.
     */
    static Fence ofPrompts(Tags reply) {
        return tags(
                Stream.of(Tags.DEFAULT.start(), reply.start(), reply.end())
                        .map(Fence::literal)
                        .collect(Collectors.joining("|", named(SECTIONS) + "|", "")));
    }

    /** As {@link #ofPrompts}, for a prompt whose values name the tags of its reply. */
    static Fence ofReplies() {
        return tags(named(SECTIONS));
    }

    /**
     * Returns a fence for texts below headings, which are lines of a name and a colon. A line that
     * starts like a heading is quoted, as in an e-mail.
     */
    public static Fence ofHeadings(Collection<String> names) {
        String heading = "^(?=\\h*(?:" + anyOf(names) + ")\\h*:)";
        return new Fence(Pattern.compile(heading, Pattern.MULTILINE), "> ");
    }

    /**
     * Whether a prompt of the product would mark some of this text. Tags that a project chooses for
     * its replies do not count: they may be as usual as those of code.
     */
    public static boolean hasForgedTag(String text) {
        return OF_PROMPTS.forged.matcher(text).find();
    }

    /** Returns the escaped text. */
    public String keep(String text) {
        return forged.matcher(text).replaceAll(marked);
    }

    private static Fence tags(String forged) {
        return new Fence(Pattern.compile(forged, Pattern.CASE_INSENSITIVE), MARK);
    }

    /**
     * Matches the beginning of every form of these tags that a model may read as one: opening and
     * closing, in any case, with blanks, attributes or invisible characters, or cut off.
     */
    private static String named(Collection<String> names) {
        return "<(?=\\p{Cf}*(?:/[/\\s\\p{Cf}]*)?(?:" + anyOf(names) + ")\\p{Cf}*(?:[\\s/>]|\\z))";
    }

    /** Matches the beginning of a tag of any form, such as {@code [[END]]}. */
    private static String literal(String tag) {
        Matcher named = WHOLE_TAG.matcher(tag);
        if (named.matches()) return named(List.of(named.group(1)));
        int first = tag.offsetByCodePoints(0, 1);
        return Pattern.quote(tag.substring(0, first))
                + "(?="
                + Pattern.quote(tag.substring(first))
                + ")";
    }

    /** Returns a pattern that matches nothing if there are no names. */
    private static String anyOf(Collection<String> names) {
        return names.isEmpty()
                ? "(?!)"
                : names.stream().map(Pattern::quote).collect(Collectors.joining("|"));
    }
}
