package metatextgrad.simulator.helper;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import metatextgrad.simulator.chat.ChatModel;
import metatextgrad.simulator.chat.ChatRequest;
import metatextgrad.simulator.question.QuestionReader;
import metatextgrad.simulator.request.FinalAnswer;
import metatextgrad.simulator.request.ReplyTag;
import metatextgrad.simulator.request.TaggedBlock;

/**
 * Compares a prediction with the truth, and replies 1 or 0 in the requested tag. Without a truth it
 * solves the question itself. A share of the verdicts is wrong.
 */
public record Judge(HelperNoise.JudgeNoise noise, long serverSeed) implements ChatModel {
    private static final List<String> TRUTH =
            List.of("truth", "expected", "gold", "reference", "correct", "target");
    private static final List<String> PREDICTION =
            List.of("prediction", "predicted", "response", "reply", "given", "candidate", "answer");

    @Override
    public String reply(ChatRequest request) {
        List<TaggedBlock> blocks = TaggedBlock.in(request.conversation());
        Optional<String> truth =
                named(blocks, TRUTH)
                        .or(
                                () ->
                                        QuestionReader.last(request.conversation())
                                                .map(found -> answer(found.question().target())));
        Optional<String> prediction =
                named(
                        blocks.stream().filter(block -> !block.hasNameOf(TRUTH)).toList(),
                        PREDICTION);
        boolean same = truth.isPresent() && truth.equals(prediction);
        boolean wrong = request.dice(serverSeed).on("judge").chance(noise.wrong());
        String verdict = same != wrong ? "1" : "0";
        return ReplyTag.in(request)
                .map(tag -> "<" + tag + ">" + verdict + "</" + tag + ">")
                .orElse(verdict);
    }

    private static Optional<String> named(List<TaggedBlock> blocks, List<String> names) {
        return blocks.stream()
                .filter(block -> block.hasNameOf(names) && !block.content().isEmpty())
                .findFirst()
                .map(block -> answer(block.content()));
    }

    private static String answer(String text) {
        String last = FinalAnswer.after(0, text).orElse(text);
        return last.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    }
}
