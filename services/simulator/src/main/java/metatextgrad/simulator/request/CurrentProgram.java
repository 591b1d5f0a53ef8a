package metatextgrad.simulator.request;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import metatextgrad.simulator.chat.ChatRequest;

/** The program to rebuild, and the tag for the new program. */
public record CurrentProgram(ProgramText program, Optional<String> replyTag) {
    private static final List<String> NAMES = List.of("program", "pipeline", "structure");
    private static final List<String> NOT =
            List.of("schema", "form", "example", "template", "past", "context", "feedback");

    /** Finds it; empty if the request shows no program, or wants another text rewritten. */
    public static Optional<CurrentProgram> in(ChatRequest request) {
        String text = request.conversation();
        List<TaggedBlock> blocks = TaggedBlock.in(text);
        return EmbeddedJson.in(text).stream()
                .filter(piece -> ProgramText.is(piece.value()))
                .filter(
                        piece ->
                                blocks.stream()
                                        .filter(block -> block.contains(piece))
                                        .noneMatch(block -> block.hasNameOf(NOT)))
                // A program outside of tags may be the form to fill in.
                .min(Comparator.comparing(piece -> holder(blocks, piece).isEmpty()))
                .map(
                        piece ->
                                new CurrentProgram(
                                        new ProgramText(piece.value()),
                                        replyTag(request, holder(blocks, piece))))
                .filter(current -> current.isWanted(request));
    }

    private boolean isWanted(ChatRequest request) {
        String text = request.conversation();
        return request.fields().contains(ProgramText.NODES)
                || replyTag.filter(CurrentProgram::namesProgram).isPresent()
                || CurrentText.in(text, "").isEmpty()
                || EmbeddedJson.in(CurrentText.in(text, "")).stream()
                        .anyMatch(piece -> ProgramText.is(piece.value()));
    }

    private static String holder(List<TaggedBlock> blocks, EmbeddedJson piece) {
        return blocks.stream()
                .filter(block -> block.contains(piece))
                .map(TaggedBlock::tag)
                .findFirst()
                .orElse("");
    }

    /** Skips the tag of the current program: the text behind it is a program, not a form. */
    private static Optional<String> replyTag(ChatRequest request, String holder) {
        return ReplyTag.in(request, tag -> isForReplies(tag, holder));
    }

    private static boolean isForReplies(String tag, String holder) {
        return !tag.equals(holder)
                && (namesProgram(tag) || ReplyTag.isNew(tag))
                && !new TaggedBlock(tag, "", 0, 0).hasNameOf(NOT);
    }

    private static boolean namesProgram(String tag) {
        return new TaggedBlock(tag, "", 0, 0).hasNameOf(NAMES);
    }
}
