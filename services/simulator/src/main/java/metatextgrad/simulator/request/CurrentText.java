package metatextgrad.simulator.request;

import java.util.List;
import java.util.regex.Pattern;

/** Finds the text to improve. */
public final class CurrentText {
    private static final List<String> NAMES =
            List.of("variable", "current", "prompt", "value", "instruction", "text");
    private static final List<String> NOT =
            List.of(
                    "feedback",
                    "critic",
                    "gradient",
                    "context",
                    "conversation",
                    "example",
                    "constraint",
                    "input",
                    "output",
                    "past",
                    "role");
    private static final String LEFT_OUT = " (...) ";
    private static final Pattern FENCE = Pattern.compile("```\\w*\\n(.*?)```", Pattern.DOTALL);

    private CurrentText() {}

    /**
     * The first outermost block with a fitting name, else the first fenced text. If the middle of
     * the text was left out, another block may have the whole.
     */
    public static String in(String text, String replyTag) {
        List<TaggedBlock> blocks =
                TaggedBlock.in(text).stream()
                        .filter(
                                block ->
                                        !block.tag().equals(replyTag) && !block.content().isEmpty())
                        .toList();
        return blocks.stream()
                .filter(block -> blocks.stream().noneMatch(other -> other.contains(block)))
                .filter(block -> block.hasNameOf(NAMES) && !block.hasNameOf(NOT))
                .findFirst()
                .map(block -> whole(block.content(), blocks))
                .or(() -> FENCE.matcher(text).results().map(m -> m.group(1).strip()).findFirst())
                .orElse("");
    }

    private static String whole(String text, List<TaggedBlock> blocks) {
        int first = text.indexOf(LEFT_OUT);
        if (first < 0) return text;
        String start = text.substring(0, first);
        String end = text.substring(text.lastIndexOf(LEFT_OUT) + LEFT_OUT.length());
        return blocks.stream()
                .map(TaggedBlock::content)
                .filter(content -> !content.contains(LEFT_OUT))
                .filter(content -> content.startsWith(start) && content.endsWith(end))
                .findFirst()
                .orElse(text);
    }
}
