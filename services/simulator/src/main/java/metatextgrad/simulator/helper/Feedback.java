package metatextgrad.simulator.helper;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import metatextgrad.simulator.request.TaggedBlock;

/** Finds the criticism in a request: blocks or paragraphs named feedback, criticism or similar. */
final class Feedback {
    private static final List<String> NAMES =
            List.of("feedback", "critic", "critique", "gradient", "comment", "review", "objective");
    private static final Pattern HEADING =
            Pattern.compile(
                    "(?im)^[#* ]*(?:feedback|criticisms?|critiques?|comments?|gradients?|reviews?)\\b[^:\\n]{0,60}:\\**[ \\t]*\\n?((?:.+\\n?)+)");
    // A heading of Markdown needs no colon. Its text ends at an empty line or the next heading.
    private static final Pattern MARKDOWN =
            Pattern.compile(
                    "(?im)^#{1,6}[ \\t]+(?:feedback|criticisms?|critiques?|comments?|gradients?|reviews?)\\b[^:\\n]{0,60}\\n((?:[^#\\n].*\\n?)+)");
    // "Your goal is to address the following feedback: ..."
    private static final Pattern PREAMBLE =
            Pattern.compile("(?is)^.*?\\b(?:feedback|criticism)\\b[^:.]{0,60}:\\s+");
    private static final Pattern BULLET = Pattern.compile("(?m)^\\s*(?:[-*•]|\\d+[.)])\\s+");

    private Feedback() {}

    /** Each piece that requests a change, in order. */
    static List<String> in(String text) {
        List<TaggedBlock> blocks =
                TaggedBlock.in(text).stream().filter(block -> block.hasNameOf(NAMES)).toList();
        List<String> named =
                blocks.stream()
                        .filter(block -> blocks.stream().noneMatch(block::contains))
                        .map(TaggedBlock::content)
                        .toList();
        return pieces(named.isEmpty() ? headed(text) : named);
    }

    private static List<String> headed(String text) {
        return Stream.concat(HEADING.matcher(text).results(), MARKDOWN.matcher(text).results())
                .sorted(Comparator.comparingInt(MatchResult::start))
                .map(match -> match.group(1))
                .toList();
    }

    private static List<String> pieces(List<String> texts) {
        var pieces = new ArrayList<String>();
        for (String text : texts) {
            for (String piece : BULLET.split(text)) {
                if (!Advice.in(piece).isEmpty())
                    pieces.add(String.join(" ", Advice.sentences(withoutPreamble(piece))));
            }
        }
        return pieces;
    }

    private static String withoutPreamble(String piece) {
        return PREAMBLE.matcher(piece).replaceFirst("");
    }
}
