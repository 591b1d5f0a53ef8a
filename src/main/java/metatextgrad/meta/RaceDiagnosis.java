package metatextgrad.meta;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.json.PatternsReply;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.Message;
import metatextgrad.llm.ReplyFormat;
import metatextgrad.model.Cost;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.StepOperator.Pattern;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.ScoreAggregated.MissedTask;
import metatextgrad.prompt.Overlap;
import metatextgrad.prompt.PromptTemplate;
import metatextgrad.race.Answer;
import metatextgrad.race.Work;
import org.jspecify.annotations.Nullable;

/** Requests from the meta model what failures have in common, and reads its replies. */
record RaceDiagnosis(DecisionBuilder decision, RunKeys keys, RunRequested request) {
    private static final PromptTemplate REQUEST = PromptTemplate.named("diagnosis");
    private static final String NO_PATTERNS =
            "it has no JSON object with a list of patterns in the field patterns";

    void ask(Work.Diagnose diagnose) {
        new Publishing(decision, request, ScoreStats.EMPTY)
                .request(
                        keys.trial("diagnosis", diagnose.group(), diagnose.rung()),
                        diagnose.rung(),
                        path(diagnose),
                        diagnose.attempt(),
                        messages(diagnose),
                        ReplyFormat.PATTERNS);
    }

    /** Returns the answer; null while the reply is missing. */
    @Nullable Answer answer(Work.Diagnose diagnose) {
        LlmResponse reply = reply(diagnose);
        if (reply == null) return null;
        boolean again = diagnose.attempt() == 0;
        if (reply.outcome() != LlmResponse.Outcome.OK)
            return new Answer.Unusable(List.of(reply.reason()), again);
        List<Pattern> patterns =
                PatternsReply.in(reply.text(), diagnose.failures().size()).stream()
                        .flatMap(one -> withoutCopies(one, diagnose.failures()).stream())
                        .toList();
        return patterns.isEmpty()
                ? new Answer.Unusable(List.of(NO_PATTERNS), again)
                : new Answer.Diagnosed(patterns, reply.cost());
    }

    /** Returns the cost of the request; nothing if there was none. */
    Cost cost(Work.Diagnose diagnose) {
        LlmResponse reply = reply(diagnose);
        return reply == null ? Cost.NONE : reply.cost();
    }

    private @Nullable LlmResponse reply(Work.Diagnose diagnose) {
        return decision.get(keys.reply(path(diagnose), diagnose.attempt()));
    }

    private List<Message> messages(Work.Diagnose diagnose) {
        Map<String, Object> values = new TreeMap<>();
        values.put("questionType", request.project().loop().questionType());
        List<Map<String, String>> rows = new ArrayList<>();
        for (MissedTask one : diagnose.failures())
            rows.add(
                    Map.of(
                            "number",
                            "" + (rows.size() + 1),
                            "question",
                            one.task().input(),
                            "output",
                            one.output(),
                            "expected",
                            target(one)));
        values.put("failures", rows);
        values.put(
                "complaint",
                diagnose.problems().stream().map(problem -> Map.of("text", problem)).toList());
        return List.of(Message.user(REQUEST.fill(values)));
    }

    /** Patterns are shown to optimizers, so they may not copy a question or an answer. */
    private Optional<Pattern> withoutCopies(Pattern pattern, List<MissedTask> shown) {
        int tokens = request.project().meta().leakTokens();
        if (tokens == 0) return Optional.of(pattern);
        List<String> items =
                shown.stream().flatMap(one -> Stream.of(one.task().input(), target(one))).toList();
        List<String> mayQuote = List.of(request.project().loop().questionType());
        return Overlap.without(pattern.text(), items, mayQuote, tokens)
                .map(text -> new Pattern(text, pattern.failures()));
    }

    private static String target(MissedTask one) {
        String target = one.task().target();
        return target == null ? "" : target;
    }

    private static String path(Work.Diagnose diagnose) {
        return RunKeys.diagnosisPath(diagnose.rung(), diagnose.group());
    }
}
