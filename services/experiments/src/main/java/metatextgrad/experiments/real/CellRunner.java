package metatextgrad.experiments.real;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import metatextgrad.evaluator.RightReply;
import metatextgrad.experiments.ExperimentRequests;
import metatextgrad.experiments.PeerJob;
import metatextgrad.experiments.RunTrace;
import metatextgrad.experiments.path.AcceptedProgram;
import metatextgrad.experiments.path.SearchPath;
import metatextgrad.experiments.peers.PeersUnavailable;
import metatextgrad.experiments.real.StudySearch.Found;
import metatextgrad.experiments.record.CallFile;
import metatextgrad.experiments.record.CallTotals;
import metatextgrad.experiments.record.RecordedModel;
import metatextgrad.json.OptimizerFile;
import metatextgrad.llm.LanguageModel;
import metatextgrad.llm.LlmResponse;
import metatextgrad.meta.CallsByRole;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Node;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Program;
import metatextgrad.model.Split;
import metatextgrad.model.Text;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.ScoreAggregated.ItemOutcome;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.LoopSettings;
import metatextgrad.model.project.Project;
import metatextgrad.strategy.WorkedExamples;
import org.jspecify.annotations.Nullable;

/**
 * Fills one cell: searches, and scores the result on the test rows. Used by one thread.
 *
 * @param model of the server
 * @param calls records each call
 */
record CellRunner(
        LanguageModel model,
        CallFile calls,
        StudyModels models,
        InstantSource clock,
        Consumer<String> progress) {
    /** What the server of the study computes side by side. */
    private static final int AT_ONCE = 4;

    /** Calls between two lines of progress. */
    private static final long STEP = 25;

    /** As many as the first proposal of a race shows. */
    private static final int EXAMPLES = 6;

    /** GEPA as its documentation shows it: the words of the scorer are the feedback. */
    private static final String GEPA_SETTING = "verdict-3";

    /** Equal requests are answered once, as DSPy does by default. */
    private static final String MIPRO_SETTING = "cached";

    /** The result of a cell before its test. */
    private record Result(
            Program program,
            @Nullable Double seedValidation,
            @Nullable Double validation,
            @Nullable OptimizerSpec learned) {
        static Result of(Found found) {
            return new Result(
                    found.program(), found.seedValidation(), found.validation(), found.learned());
        }

        static Result unsearched(Program program) {
            return new Result(program, null, null, null);
        }
    }

    /**
     * Returns the row of a cell.
     *
     * @throws IllegalStateException if a call cannot be made; recorded calls stay
     * @throws PeersUnavailable if the cell is of a peer that is not installed
     */
    StudyRow row(StudyCell cell, StudyTask task, StudyRows rows, Given given)
            throws InterruptedException, PeersUnavailable {
        StudyModels used = models.of(cell.row());
        Project project = used.in(task.project());
        RecordedModel recorded = new RecordedModel(model, calls, clock);
        CallTotals search = new CallTotals();
        ReplyUse use = new ReplyUse(search);
        StudyLoop loop = new StudyLoop(recorded, AT_ONCE);
        StudySearch ours =
                new StudySearch(
                        loop,
                        use,
                        rows.search(cell.seed()),
                        cell.seed(),
                        cell.calls(),
                        calls(cell));
        PeerSearch peers =
                new PeerSearch(project, rows.search(cell.seed()), recorded, search, cell.calls());
        Result result =
                switch (cell.row()) {
                    case SEED, SEED_ON_LARGE -> Result.unsearched(project.seed());
                    case HAND -> Result.unsearched(with(project, task.handWritten()));
                    case EXAMPLES ->
                            Result.unsearched(
                                    with(project, examples(project, rows.search(cell.seed()))));
                    case OURS_ON_LARGE ->
                            Result.unsearched(with(project, ((Given.Prompt) given).text()));
                    case RESTARTS ->
                            Result.of(
                                    ours.restarts(only(project, project.optimizers().getFirst())));
                    case GEPA -> peer(cell, peers.path(job(cell, PeerJob.GEPA, GEPA_SETTING)));
                    case MIPRO -> peer(cell, peers.path(job(cell, "mipro", MIPRO_SETTING)));
                    case CAPO -> peer(cell, peers.path(job(cell, "capo", "")));
                    case OURS -> Result.of(ours.once(project));
                    case OURS_LEARNED ->
                            Result.of(
                                    ours.once(only(project, ((Given.Learned) given).optimizer())));
                };
        progress.accept("%s: %d test rows".formatted(cell, rows.test().size()));
        CallTotals test = new CallTotals();
        ReplyUse answers = new ReplyUse(test);
        TestScore score = new TestScore();
        loop.play(
                test(project, rows, cell.seed(), result.program()),
                request -> true,
                event -> {
                    answers.accept(event);
                    score.accept(event);
                });
        CallsByRole made = search.calls();
        return new StudyRow(
                cell.task(),
                cell.row().toString(),
                cell.seed(),
                cell.calls(),
                made.total(),
                byRole(made),
                search.inputTokens(),
                search.outputTokens(),
                Math.round(search.millis() / 6_000.) / 10.,
                task.quotable() ? prompt(result.program()) : "",
                result.program().promptLength(),
                score.tokens(),
                rounded(result.seedValidation()),
                rounded(result.validation()),
                score.digits(),
                sum(search.unusable(), test.unusable()),
                use.replies(),
                rows.train(),
                rows.val(),
                rows.leftOut(),
                exported(result.learned()),
                given instanceof Given.Learned learned ? learned.task() : null,
                used.byRole(),
                recorded.lastDay());
    }

    private static PeerJob job(StudyCell cell, String peer, String setting) {
        return new PeerJob(peer, setting, cell.seed());
    }

    /** A peer that validated no program has no result: its seed prompt is the row of the seed. */
    private static Result peer(StudyCell cell, SearchPath path) throws PeersUnavailable {
        AcceptedProgram best = path.best(cell.calls());
        if (best.validation() == null)
            throw new PeersUnavailable(
                    "no program was validated within %d calls: use more --calls"
                            .formatted(cell.calls()));
        return new Result(
                best.program(), path.programs().getFirst().validation(), best.validation(), null);
    }

    private LongConsumer calls(StudyCell cell) {
        long[] next = {STEP};
        return made -> {
            if (made < next[0]) return;
            next[0] = made + STEP;
            progress.accept("%s: %d of %d calls".formatted(cell, made, cell.calls()));
        };
    }

    /**
     * Returns the seed prompt with the first training rows, whose order the seed of the cell drew.
     */
    private static String examples(Project project, List<TaskSubmitted> rows) {
        Node.LlmCall call = project.seed().trainable().getFirst();
        List<String> examples =
                rows.stream()
                        .filter(row -> row.split() == Split.TRAIN)
                        .limit(EXAMPLES)
                        .map(row -> example(project, row))
                        .toList();
        return new WorkedExamples(call.prompt().value(), examples).text();
    }

    private static String example(Project project, TaskSubmitted row) {
        LoopSettings loop = project.loop();
        return WorkedExamples.example(
                row.input(), RightReply.of(loop.evaluator(), loop.reading(), row).orElseThrow());
    }

    private static Program with(Project project, String prompt) {
        Node.LlmCall call = project.seed().trainable().getFirst();
        return project.seed().withPrompts(Map.of(call.id(), prompt));
    }

    private static Project only(Project project, OptimizerSpec optimizer) {
        return project.withOptimizers(List.of(optimizer)).withMeta(project.meta().withRounds(0, 0));
    }

    private static List<Event> test(Project project, StudyRows rows, long seed, Program program) {
        List<TaskSubmitted> all = rows.all(seed);
        List<Event> begin = new ArrayList<>(all);
        begin.add(
                new ExperimentRequests(all, seed)
                        .evaluation("test", project, program, Split.TEST, 0));
        return begin;
    }

    private static Map<String, Long> byRole(CallsByRole calls) {
        return calls.requests().entrySet().stream()
                .filter(role -> role.getValue() > 0)
                .collect(Collectors.toMap(role -> Text.lower(role.getKey()), Map.Entry::getValue));
    }

    private static Map<String, Long> sum(Map<String, Long> first, Map<String, Long> second) {
        second.forEach((kind, count) -> first.merge(kind, count, Long::sum));
        return first;
    }

    private static String prompt(Program program) {
        List<Node.LlmCall> calls = program.calls().toList();
        return calls.size() == 1
                ? calls.getFirst().prompt().value()
                : calls.stream()
                        .map(call -> call.id() + ":\n" + call.prompt().value())
                        .collect(Collectors.joining("\n\n"));
    }

    private static @Nullable Double rounded(@Nullable Double score) {
        return score == null ? null : (Double) (Math.round(score * 10_000) / 10_000.);
    }

    private static @Nullable String exported(@Nullable OptimizerSpec learned) {
        return learned == null ? null : new OptimizerFile(learned, null).write();
    }

    /** The scores of an evaluation, and the tokens of its requests. */
    private static final class TestScore implements Consumer<Event> {
        private final RunTrace trace = new RunTrace();
        private long tokens;

        @Override
        public void accept(Event event) {
            trace.accept(event);
            if (event instanceof LlmResponse response && response.role() == ModelRole.PROGRAM)
                tokens += response.usage().inputTokens();
        }

        private List<ItemOutcome> outcomes() {
            return trace.report().outcomes();
        }

        int tokens() {
            return (int) Math.round((double) tokens / outcomes().size());
        }

        String digits() {
            long without = outcomes().stream().filter(one -> !one.score().counts()).count();
            if (without > 0)
                throw new IllegalStateException(
                        "%d test rows have no score, since their calls failed".formatted(without));
            StringBuilder digits = new StringBuilder();
            outcomes().forEach(one -> digits.append(StudyRow.digit(one.score().value())));
            return digits.toString();
        }
    }
}
