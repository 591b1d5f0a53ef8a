package metatextgrad.optimizer;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import metatextgrad.candidate.FrozenTexts;
import metatextgrad.decide.DecisionBuilder;
import metatextgrad.llm.LlmRequestFactory;
import metatextgrad.llm.LlmResponse;
import metatextgrad.llm.LlmResponse.Outcome;
import metatextgrad.llm.ReplyFormat;
import metatextgrad.llm.RequestPath;
import metatextgrad.llm.Requester;
import metatextgrad.model.Failure;
import metatextgrad.model.Gradient;
import metatextgrad.model.Node;
import metatextgrad.model.Phase;
import metatextgrad.model.Program;
import metatextgrad.model.Split;
import metatextgrad.model.event.GradientComputed;
import metatextgrad.model.event.OptimizerState.Decided;
import metatextgrad.model.event.OptimizerState.UnusableReply;
import metatextgrad.model.event.StepRequested;
import metatextgrad.model.event.TaskBatch;
import metatextgrad.model.event.TrialStart;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.model.state.Incumbent;
import metatextgrad.model.state.StepMemory;
import metatextgrad.model.state.Trial;
import metatextgrad.optimizer.ProposalCheck.Problem;
import metatextgrad.strategy.GradientReducer;
import metatextgrad.strategy.OptimizerStrategy;
import metatextgrad.strategy.Proposal;
import metatextgrad.strategy.StepContext;
import metatextgrad.strategy.Strategies;
import org.jspecify.annotations.Nullable;

/**
 * Turns a batch of gradients into a candidate. The steps are: reduce, send the questions, read the
 * replies, and repeat a question once if its reply was unusable.
 */
record Proposing(DecisionBuilder decision, TrialKeys keys, TrialStart plan) {
    private static final String REDUCE = "reduce";
    private static final String UPDATE = "update";
    private static final String KEEP =
            "Where the present text has the following, keep it word for word: ";

    /** The result of a proposal. */
    sealed interface Move {
        /** Replies are still missing. */
        record Wait(Trial state) implements Move {}

        /** A program that must be scored. */
        record Candidate(Program program, int cutBytes) implements Move {}

        /** The trial ends, because no model answers it any more. */
        record Failed(Failure failure) implements Move {}

        /**
         * The step ends without a candidate.
         *
         * @param copied whether a proposal was left out because it copies from a task
         */
        record None(
                Decided decided,
                String reason,
                int cutBytes,
                List<UnusableReply> unusable,
                boolean copied)
                implements Move {}
    }

    StepContext context(int step, Incumbent incumbent, List<GradientComputed> items) {
        List<StepMemory> memory = decision.all(keys.memories());
        List<TaskBatch> batches = decision.all(keys.batches(step, Split.TRAIN));
        return new StepContext(
                constrained(plan.phase(step), incumbent.program()),
                incumbent.program(),
                items,
                memory,
                Map.of(),
                plan.settings().updateBytes(),
                plan.operator(),
                LabelledAnswers.of(plan, items, batches),
                batches.isEmpty() ? "" : batches.getFirst().settings().targetSet());
    }

    /** Frozen texts are constraints of each request, after those of the phase. */
    private Phase constrained(Phase phase, Program program) {
        List<String> frozen =
                plan.settings().guard().frozen().stream()
                        .filter(text -> FrozenTexts.hasPiece(program, text))
                        .map(text -> KEEP + text)
                        .toList();
        if (frozen.isEmpty()) return phase;
        return phase.withConstraints(
                Stream.concat(phase.constraints().stream(), frozen.stream()).toList());
    }

    Move first(int step, Incumbent incumbent, StepContext context) {
        List<Proposal.Question> reduce = GradientReducer.questions(context);
        if (reduce.isEmpty()) return propose(step, incumbent, context);
        reduce.forEach(question -> send(step, REDUCE, question, 0));
        return new Move.Wait(new Trial.Reducing(step, incumbent));
    }

    Move propose(int step, Incumbent incumbent, StepContext context) {
        return switch (strategy(context).propose(context)) {
            case Proposal.Ask ask -> {
                ask.questions().forEach(question -> send(step, UPDATE, question, 0));
                yield new Move.Wait(new Trial.Proposing(step, incumbent, 0, ask.cutBytes()));
            }
            case Proposal.Offer offer -> offered(step, context, offer.program());
            case Proposal.Nothing nothing ->
                    new Move.None(Decided.SKIPPED, nothing.reason(), 0, List.of(), false);
        };
    }

    private Move offered(int step, StepContext context, Program program) {
        return check(step, context).of(program).values().stream()
                .<Move>map(
                        problem ->
                                new Move.None(
                                        Decided.INVALID,
                                        problem.reason(),
                                        0,
                                        List.of(),
                                        problem.copied()))
                .findFirst()
                .orElseGet(() -> new Move.Candidate(program, 0));
    }

    /**
     * Returns the summaries by variable; null while one is missing. A failed summary is left out,
     * and its gradients are shown whole.
     */
    @Nullable Map<String, String> summaries(int step, StepContext context) {
        Map<String, String> summaries = new TreeMap<>();
        for (Proposal.Question question : GradientReducer.questions(context)) {
            LlmResponse reply = reply(step, REDUCE, question.about(), 0);
            if (reply == null) return null;
            if (reply.outcome() == Outcome.OK && !reply.text().isBlank())
                summaries.put(question.about(), reply.text().strip());
        }
        return summaries;
    }

    Move read(Trial.Proposing s, StepContext bare) {
        StepContext context = bare.withSummaries(requireNonNull(summaries(s.step(), bare)));
        if (!(strategy(context).propose(context) instanceof Proposal.Ask ask)) {
            throw new IllegalStateException(
                    "strategy "
                            + strategy(context).name()
                            + " proposed questions before and none for the same context now");
        }
        Map<String, LlmResponse> replies = new TreeMap<>();
        for (Proposal.Question question : ask.questions()) {
            LlmResponse first = reply(s.step(), UPDATE, question.about(), 0);
            if (first == null) return new Move.Wait(s);
            replies.put(question.about(), first);
        }
        Reading reading = reading(s.step(), context, ask, replies);
        if (s.attempt() == 0)
            return reading.isUsable()
                    ? candidate(s, reading)
                    : repeat(s, context, ask, reading.problems());
        for (Proposal.Question question : ask.questions()) {
            if (!reading.problems().containsKey(question.about())) continue;
            LlmResponse second = reply(s.step(), UPDATE, question.about(), 1);
            if (second == null) return new Move.Wait(s);
            replies.put(question.about(), second);
        }
        Reading last = reading(s.step(), context, ask, replies);
        return last.isUsable()
                ? candidate(s, last)
                : ended(s, last.problems(), Reading.over(replies, plan instanceof StepRequested));
    }

    private static Move candidate(Trial.Proposing s, Reading reading) {
        return new Move.Candidate(reading.program(), s.cutBytes());
    }

    private Reading reading(
            int step, StepContext context, Proposal.Ask ask, Map<String, LlmResponse> replies) {
        return Reading.of(strategy(context), context, check(step, context), ask, replies);
    }

    private ProposalCheck check(int step, StepContext context) {
        return ProposalCheck.of(
                plan.settings(), context, decision.all(keys.batches(step, Split.TRAIN)));
    }

    /** Keeps only the steps that later steps may show. */
    void remember(int step, Incumbent before, StepContext context, Decided decided) {
        int needed = needed();
        if (needed == 0) return;
        Map<String, String> values = new TreeMap<>();
        Map<String, List<String>> feedback = new TreeMap<>();
        for (Node.LlmCall call : before.program().trainable()) {
            values.put(call.id(), call.prompt().value());
            feedback.put(
                    call.id(), context.gradients(call.id()).stream().map(Gradient::text).toList());
        }
        decision.put(
                keys.memory(step),
                new StepMemory(step, values, feedback, refused(step, context, decided)));
        if (step > needed) decision.delete(keys.memory(step - needed));
    }

    /** Returns what later steps show as refused, from the last reply to each question. */
    private Map<String, List<String>> refused(int step, StepContext bare, Decided decided) {
        OptimizerStrategy strategy = strategy(bare);
        Map<String, String> summaries = summaries(step, bare);
        if (strategy.refusalWindow() == 0 || summaries == null) return Map.of();
        StepContext context = bare.withSummaries(summaries);
        if (!(strategy.propose(context) instanceof Proposal.Ask ask)) return Map.of();
        Map<String, String> replies = new TreeMap<>();
        for (Proposal.Question question : ask.questions()) {
            LlmResponse first = reply(step, UPDATE, question.about(), 0);
            LlmResponse second = reply(step, UPDATE, question.about(), 1);
            if (first == null) continue;
            replies.put(question.about(), (second == null ? first : second).text());
        }
        return strategy.refused(context, replies, decided == Decided.REJECTED);
    }

    /**
     * Returns the largest number of past steps that any phase shows. A phase may show steps of an
     * earlier phase.
     */
    private int needed() {
        return requireNonNull(plan.spec()).phases().stream()
                .mapToInt(
                        phase ->
                                Math.max(
                                        Math.max(phase.memory(), phase.momentum()),
                                        Strategies.named(phase.strategy()).refusalWindow()))
                .max()
                .orElse(0);
    }

    private static Move ended(
            Trial.Proposing s, Map<String, Problem> problems, @Nullable Failure over) {
        List<UnusableReply> unusable =
                problems.entrySet().stream()
                        .map(
                                problem ->
                                        new UnusableReply(
                                                problem.getKey(), problem.getValue().reason()))
                        .toList();
        String reason =
                unusable.stream()
                        .map(reply -> reply.about() + ": " + reply.reason())
                        .collect(Collectors.joining("; "));
        return over != null
                ? new Move.Failed(
                        over instanceof Failure.DeadModel ? over : over.withMessage(reason))
                : new Move.None(
                        Decided.INVALID,
                        reason,
                        s.cutBytes(),
                        unusable,
                        problems.values().stream().anyMatch(Problem::copied));
    }

    private Move repeat(
            Trial.Proposing s,
            StepContext context,
            Proposal.Ask ask,
            Map<String, Problem> problems) {
        for (Proposal.Question question : ask.questions()) {
            Problem problem = problems.get(question.about());
            if (problem == null) continue;
            Proposal.Question again = strategy(context).again(context, question, problem.hint());
            send(s.step(), UPDATE, again, 1);
        }
        return new Move.Wait(new Trial.Proposing(s.step(), s.incumbent(), 1, s.cutBytes()));
    }

    private @Nullable LlmResponse reply(int step, String kind, String about, int attempt) {
        return decision.get(keys.reply(step, RequestPath.of(kind, about), attempt));
    }

    private void send(int step, String kind, Proposal.Question question, int attempt) {
        LlmRequestFactory requests =
                new LlmRequestFactory(
                        Requester.OPTIMIZER,
                        plan.stepRef().at(step),
                        keys.trial().value(),
                        RequestPath.of(kind, question.about()),
                        attempt);
        Phase phase = plan.phase(step);
        ModelSpec model = plan.settings().model(phase.model());
        ReplyFormat format =
                kind.equals(UPDATE)
                        ? Strategies.named(phase.strategy()).replyFormat(plan.operator(), attempt)
                        : ReplyFormat.TEXT;
        decision.emit(
                requests.salted(phase.model(), plan.settings(), model, question.messages())
                        .withFormat(format));
    }

    private static OptimizerStrategy strategy(StepContext context) {
        return Strategies.named(context.phase().strategy());
    }
}
