package metatextgrad.simulator.helper;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import metatextgrad.simulator.question.Question;
import metatextgrad.simulator.question.QuestionReader;
import metatextgrad.simulator.request.FinalAnswer;
import metatextgrad.simulator.request.TaggedBlock;

/**
 * A question with a wrong answer that a request shows. The answer comes after the question: in an
 * answer line, in a block named answer, output, prediction or the like, or in a line that starts
 * with such a word.
 */
record ShownFailure(Question question, String answer) {
    private static final List<String> NAMES =
            List.of("answer", "output", "prediction", "predicted", "reply", "given", "response");
    private static final List<String> TRUTH =
            List.of("truth", "expected", "gold", "reference", "correct", "target");
    private static final Pattern LINE =
            Pattern.compile(
                    "(?im)^\\W*(?:the )?(?:wrong |given |model )?(?:answer(?: given)?|answered|given|gave|got|output|prediction|reply|response)\\W*[:|]\\W*?([\\[\\](){}<>\\w].*)$");

    /** All of them, in order. */
    static List<ShownFailure> in(String text) {
        List<Question.Found> questions = QuestionReader.in(text);
        var failures = new ArrayList<ShownFailure>();
        for (int i = 0; i < questions.size(); i++) {
            Question.Found found = questions.get(i);
            int end = i + 1 < questions.size() ? questions.get(i + 1).start() : text.length();
            answer(text.substring(found.end(), Math.max(found.end(), end)))
                    .filter(answer -> !answer.equals(found.question().target()))
                    .ifPresent(answer -> failures.add(new ShownFailure(found.question(), answer)));
        }
        return failures;
    }

    private static Optional<String> answer(String behind) {
        return FinalAnswer.after(0, behind)
                .or(() -> block(behind))
                .or(() -> LINE.matcher(behind).results().map(ShownFailure::text).findFirst())
                .map(answer -> answer.strip().replaceAll("\\s+", " "))
                .filter(answer -> !answer.isEmpty());
    }

    private static String text(MatchResult line) {
        return line.group(1);
    }

    private static Optional<String> block(String behind) {
        return TaggedBlock.in(behind).stream()
                .filter(block -> block.hasNameOf(NAMES) && !block.hasNameOf(TRUTH))
                .map(TaggedBlock::content)
                .filter(content -> !content.contains("\n"))
                .findFirst();
    }
}
