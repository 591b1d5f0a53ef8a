package metatextgrad.simulator.request;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A text between an opening tag and its closing tag. */
public record TaggedBlock(String tag, String content, int start, int end) {
    static final Pattern TAG = Pattern.compile("<(/?)([A-Za-z][A-Za-z0-9_-]*)>");

    /** Finds all blocks, in order of their start. Blocks can be nested. */
    public static List<TaggedBlock> in(String text) {
        var blocks = new ArrayList<TaggedBlock>();
        var open = new ArrayDeque<Opening>();
        for (var tag : TAG.matcher(text).results().toList()) {
            if (tag.group(1).isEmpty()) {
                open.push(new Opening(tag.group(2), tag.start(), tag.end()));
            } else if (open.stream().anyMatch(one -> one.tag().equals(tag.group(2)))) {
                Opening opening = open.pop();
                while (!opening.tag().equals(tag.group(2))) opening = open.pop();
                blocks.add(
                        new TaggedBlock(
                                opening.tag(),
                                text.substring(opening.contentStart(), tag.start()).strip(),
                                opening.start(),
                                tag.end()));
            }
        }
        blocks.sort(Comparator.comparingInt(TaggedBlock::start));
        return blocks;
    }

    /** True if the name of the tag contains one of these words. */
    public boolean hasNameOf(List<String> words) {
        String name = tag.toLowerCase(Locale.ROOT);
        return words.stream().anyMatch(name::contains);
    }

    public boolean contains(TaggedBlock other) {
        return start < other.start && other.end < end;
    }

    public boolean contains(EmbeddedJson piece) {
        return start < piece.start() && piece.end() < end;
    }

    private record Opening(String tag, int start, int contentStart) {}
}
