package metatextgrad.meta;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
import metatextgrad.model.project.LoopSettings;
import metatextgrad.prompt.PromptTemplate;
import metatextgrad.race.Answer;
import metatextgrad.race.Work;
import org.jspecify.annotations.Nullable;

/** Requests from the meta model what failures have in common, and reads its replies. */
record RaceDiagnosis(DecisionBuilder decision, RunKeys keys, RunRequested request) {
    private static final PromptTemplate REQUEST = PromptTemplate.named("diagnosis");
    private static final String NO_PATTERNS =
            "it has no JSON object with a list of patterns in the field patterns";

    void ask(Work.Diagnose diagnose, LoopSettings settings) {
        new Publishing(decision, request, ScoreStats.EMPTY)
                .request(
                        keys.trial("diagnosis", diagnose.group(), diagnose.rung()),
                        diagnose.rung(),
                        path(diagnose),
                        diagnose.attempt(),
                        messages(diagnose),
                        ReplyFormat.PATTERNS,
                        settings);
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
                : new Answer.Diagnosed(patterns);
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
        values.put("failures", RaceHistory.rows(diagnose.failures()));
        values.put(
                "complaint",
                diagnose.problems().stream().map(problem -> Map.of("text", problem)).toList());
        return List.of(Message.user(REQUEST.fill(values)));
    }

    /** Patterns are shown to optimizers, so they may not copy a question or an answer. */
    private Optional<Pattern> withoutCopies(Pattern pattern, List<MissedTask> shown) {
        TextRules rules =
                new TextRules(
                        request.project().loop().questionType(),
                        shown.stream().map(MissedTask::task).toList(),
                        request.project().meta().leakTokens());
        String text = rules.withoutCopies(pattern.text());
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(new Pattern(text, pattern.failures()));
    }

    private static String path(Work.Diagnose diagnose) {
        return RunKeys.diagnosisPath(diagnose.rung(), diagnose.group());
    }
}
