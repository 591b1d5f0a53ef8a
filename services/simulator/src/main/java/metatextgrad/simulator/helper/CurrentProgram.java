package metatextgrad.simulator.helper;

import metatextgrad.simulator.chat.ChatRequest;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The program a request wants rebuilt, and the tag it wants the new one in. */
record CurrentProgram(ProgramText program, Optional<String> replyTag) {
    private static final List<String> NAMES = List.of("program", "pipeline", "structure");
    private static final List<String> NOT =
            List.of("schema", "form", "example", "template", "past", "context", "feedback");

    /** Empty if the request shows no program, or wants another text improved. */
    static Optional<CurrentProgram> in(ChatRequest request) {
        String text = request.conversation();
        List<TaggedBlock> blocks = TaggedBlock.in(text);
        return EmbeddedJson.in(text).stream()
                .filter(piece -> ProgramText.is(piece.value()))
                .filter(
                        piece ->
                                blocks.stream()
                                        .filter(block -> block.holds(piece))
                                        .noneMatch(block -> block.isAbout(NOT)))
                // What stands in no tag may be the form to fill in.
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
                || replyTag.filter(CurrentProgram::speaksOfPrograms).isPresent()
                || CurrentText.in(text, "").isEmpty()
                || EmbeddedJson.in(CurrentText.in(text, "")).stream()
                        .anyMatch(piece -> ProgramText.is(piece.value()));
    }

    private static String holder(List<TaggedBlock> blocks, EmbeddedJson piece) {
        return blocks.stream()
                .filter(block -> block.holds(piece))
                .map(TaggedBlock::tag)
                .findFirst()
                .orElse("");
    }

    /** Not the tag the current program stands in: what follows it is a program, not a form. */
    private static Optional<String> replyTag(ChatRequest request, String holder) {
        return ReplyTag.in(request.conversation(), tag -> isForReplies(tag, holder))
                .or(() -> ReplyTag.in(request.instruction(), tag -> isForReplies(tag, holder)));
    }

    private static boolean isForReplies(String tag, String holder) {
        return !tag.equals(holder)
                && (speaksOfPrograms(tag) || ReplyTag.isNew(tag))
                && !new TaggedBlock(tag, "", 0, 0).isAbout(NOT);
    }

    private static boolean speaksOfPrograms(String tag) {
        return new TaggedBlock(tag, "", 0, 0).isAbout(NAMES);
    }
}
