package metatextgrad.simulator.student;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import metatextgrad.simulator.question.Question;
import metatextgrad.simulator.question.QuestionReader;
import metatextgrad.simulator.skill.SkillReader;

/** The text of other calls in a message, beside the question. */
record PriorWork(String text) {
    static final PriorWork NONE = new PriorWork("");
    private static final Pattern PARAGRAPH = Pattern.compile("\\n[ \\t]*\\n");
    private static final Pattern ANSWER = Pattern.compile("(?m)^\\W*Answer:[ \\t]*([^\\n`\"]+)$");
    private static final Pattern LISTED =
            Pattern.compile("(?m)^[ \\t]*(?:[-*•]|\\d+[.)]|Answer:)[ \\t].*\\n");
    private static final Pattern ENDING =
            Pattern.compile("(?m)\\b(?:So I get|The result is|That leaves) (.+)$");

    /**
     * Takes the lines behind the question, the paragraphs before it, and lines of its own paragraph
     * that look like a plan or an answer. Ignores all text before the question if it has examples.
     */
    static PriorWork beside(Question.Found question, String message) {
        int lineEnd = message.indexOf('\n', question.end());
        String behind = lineEnd < 0 ? "" : message.substring(lineEnd).strip();
        List<String> before =
                new ArrayList<>(
                        List.of(PARAGRAPH.split(message.substring(0, question.start()), -1)));
        if (before.stream().anyMatch(one -> isOther(question, one))) return of(List.of(behind));
        // The last paragraph starts the question, and may be part of its wording.
        String own = before.removeLast();
        LISTED.matcher(own).results().map(MatchResult::group).forEach(before::add);
        before.add(behind);
        return of(before);
    }

    /** A message without a question is prior work if it ends with an answer. */
    static PriorWork alone(String message) {
        List<String> paragraphs = PARAGRAPH.splitAsStream(message.strip()).toList();
        return new PriorWork(paragraphs.getLast()).draft().isPresent()
                ? new PriorWork(message)
                : NONE;
    }

    /** Text that neither teaches nor answers belongs to a template. */
    private static PriorWork of(List<String> texts) {
        String text = String.join("\n\n", texts).strip();
        PriorWork work = new PriorWork(text);
        return SkillReader.taught(text).isEmpty() && work.draft().isEmpty() ? NONE : work;
    }

    private static boolean isOther(Question.Found question, String paragraph) {
        return QuestionReader.last(paragraph)
                .filter(
                        found ->
                                !found.question().identity().equals(question.question().identity()))
                .isPresent();
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    /** The most frequent answer of other calls; the last of equals. */
    Optional<String> draft() {
        List<String> answers = found(ANSWER);
        return max(answers.isEmpty() ? found(ENDING) : answers);
    }

    private List<String> found(Pattern pattern) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1).strip())
                .filter(answer -> !answer.isEmpty() && !answer.startsWith("..."))
                .toList();
    }

    private static Optional<String> max(List<String> answers) {
        Map<String, Long> counts =
                answers.stream().collect(groupingBy(one -> one, LinkedHashMap::new, counting()));
        return answers.stream()
                .reduce(
                        (best, next) ->
                                counts.getOrDefault(next, 0L) >= counts.getOrDefault(best, 0L)
                                        ? next
                                        : best);
    }
}
