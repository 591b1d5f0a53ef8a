package metatextgrad.conformance;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import metatextgrad.model.ModelRole;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Program;
import metatextgrad.model.RunId;
import metatextgrad.model.Score;
import metatextgrad.model.ScoreStats;
import metatextgrad.model.Sizes;
import metatextgrad.model.StepRef;
import metatextgrad.model.TrialId;
import metatextgrad.model.event.BatchRequested;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.MetaPromptPublished;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.project.AcceptanceRule;
import metatextgrad.model.project.AnswerParsing;
import metatextgrad.model.project.Budget;
import metatextgrad.model.project.EvaluatorSpec;
import metatextgrad.model.project.LoopSettings;
import metatextgrad.model.project.LoopSettings.Targets;
import metatextgrad.model.project.MetaSettings;
import metatextgrad.model.project.MetaSettings.InitialScore;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.model.project.Prices;
import metatextgrad.model.project.Project;
import metatextgrad.model.project.SplitShares;
import metatextgrad.statistics.ScoreAggregation;

/**
 * The setup of a check. Everything that a check does not set is the smallest loop: one call, one
 * step, batches of 3.
 */
final class Scenario {
    private Program program = Programs.oneCall("solves 1");
    private List<OptimizerSpec> optimizers = List.of(TgdPhase.of(1).spec("tgd"));
    private MetaSettings meta = new MetaSettings(0, 0, 1, 0, InitialScore.TRIAL);
    private Data data = new Data(12, 10, 2);
    private boolean countsTraining;
    private int batch = 3;
    private AcceptanceRule acceptance = AcceptanceRule.PAPER;
    private int updateBytes = 96 * 1024;
    private int seedSolves = 1;
    private EvaluatorSpec evaluator = EvaluatorSpec.named("exact");
    private Targets targets = Targets.PUBLIC;
    private Budget budget = Budget.NONE;
    private Prices prices = Prices.NONE;
    private Script script = new Script();
    private UnaryOperator<Event> changing = UnaryOperator.identity();

    Scenario program(Program seed) {
        program = seed;
        return this;
    }

    Scenario phase(TgdPhase phase) {
        return optimizers(phase.spec("tgd"));
    }

    Scenario optimizers(OptimizerSpec... specs) {
        optimizers = List.of(specs);
        return this;
    }

    Scenario rounds(int perOptimizer) {
        return meta(new MetaSettings(perOptimizer, 0, 1, 0, InitialScore.TRIAL));
    }

    Scenario meta(MetaSettings settings) {
        meta = settings;
        return this;
    }

    Scenario data(int train, int val) {
        data = new Data(train, val, 2);
        return this;
    }

    /** States the number of training tasks in the request, as the commands do. */
    Scenario countingTraining() {
        countsTraining = true;
        return this;
    }

    Scenario batch(int size) {
        batch = size;
        return this;
    }

    Scenario acceptance(AcceptanceRule rule) {
        acceptance = rule;
        return this;
    }

    Scenario updateBytes(int bytes) {
        updateBytes = bytes;
        return this;
    }

    /** Sets how many validation items the seed program solves; for a trial alone. */
    Scenario seedSolves(int items) {
        seedSolves = items;
        return this;
    }

    Scenario judge() {
        evaluator = EvaluatorSpec.named("judge");
        return this;
    }

    Scenario targets(Targets shown) {
        targets = shown;
        return this;
    }

    /** Sets the largest number of calls of a run. */
    Scenario budget(long calls) {
        budget = Budget.ofCalls(calls);
        return this;
    }

    Scenario budget(Budget limits, Prices table) {
        budget = limits;
        prices = table;
        return this;
    }

    Scenario script(Script models) {
        script = models;
        return this;
    }

    /** Changes each event on its way, as a fault of the infrastructure would. */
    Scenario changing(UnaryOperator<Event> fault) {
        changing = fault;
        return this;
    }

    /** Runs a trial of the first optimizer alone. */
    EmittedEvents trial() {
        StepRef stepRef = new StepRef(Data.PROJECT, new RunId("run"), new TrialId("trial"), 0, 0);
        MetaPromptPublished start =
                new MetaPromptPublished(
                        stepRef,
                        MetaPromptPublished.BASE,
                        0,
                        0,
                        optimizers.getFirst(),
                        null,
                        null,
                        program,
                        seedScore(),
                        settings(),
                        data.snapshot(),
                        1,
                        BatchRequested.NO_DRAW,
                        null);
        return new Loop(script).play(with(start), changing);
    }

    /** Runs a whole run. */
    EmittedEvents run() {
        return new Loop(script).play(start(), changing);
    }

    /** Returns the first events of a run: its tasks, and the request. */
    List<Event> start() {
        Project project =
                new Project(
                        Data.PROJECT,
                        program,
                        settings(),
                        optimizers,
                        meta,
                        SplitShares.DEFAULT,
                        budget);
        Sizes sizes = new Sizes(countsTraining ? data.train() : 0, data.val(), data.test());
        return with(
                new RunRequested(
                        new RunId("run"), project, data.snapshot(), 1, List.of(), sizes, prices));
    }

    private List<Event> with(Event start) {
        List<Event> first = new ArrayList<>(data.tasks());
        first.add(start);
        return first;
    }

    private ScoreStats seedScore() {
        List<Score> scores = new ArrayList<>(Collections.nCopies(seedSolves, Score.CORRECT));
        scores.addAll(Collections.nCopies(data.val() - seedSolves, Score.WRONG));
        return ScoreAggregation.of(scores);
    }

    /** Returns the default settings of a scenario. */
    static LoopSettings plain() {
        return new Scenario().settings();
    }

    private LoopSettings settings() {
        Map<ModelRole, ModelSpec> models = new EnumMap<>(ModelRole.class);
        for (ModelRole role : ModelRole.values()) {
            boolean proposes = role == ModelRole.OPTIMIZER || role == ModelRole.META;
            String name = role.name().toLowerCase(Locale.ROOT);
            models.put(role, new ModelSpec(name, proposes ? 1 : 0, 2000, 60));
        }
        return new LoopSettings(
                        evaluator,
                        AnswerParsing.STRICT,
                        "Questions with one right answer",
                        models,
                        batch,
                        acceptance,
                        false,
                        .95,
                        .8,
                        updateBytes,
                        Set.of())
                .with(targets);
    }
}
