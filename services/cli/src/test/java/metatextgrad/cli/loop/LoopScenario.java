package metatextgrad.cli.loop;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import metatextgrad.benchmark.DyckTasks;
import metatextgrad.cli.demo.SimulatedModel;
import metatextgrad.llm.LanguageModel;
import metatextgrad.model.Aspect;
import metatextgrad.model.ModelRole;
import metatextgrad.model.Node;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.Phase;
import metatextgrad.model.Program;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Reduce;
import metatextgrad.model.RunId;
import metatextgrad.model.Split;
import metatextgrad.model.Tags;
import metatextgrad.model.Variable;
import metatextgrad.model.event.RunRequested;
import metatextgrad.model.event.RunState;
import metatextgrad.model.event.SnapshotSpec;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.AcceptanceRule;
import metatextgrad.model.project.AnswerParsing;
import metatextgrad.model.project.Budget;
import metatextgrad.model.project.EvaluatorSpec;
import metatextgrad.model.project.LoopSettings;
import metatextgrad.model.project.MetaSettings;
import metatextgrad.model.project.MetaSettings.InitialScore;
import metatextgrad.model.project.MetaSettings.SearchMode;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.model.project.Project;
import metatextgrad.model.project.SplitShares;
import metatextgrad.prompt.PromptTemplate;
import metatextgrad.simulator.SimulatorConfig;

/** One small run on the simulator, which must end alike in every executor of the loop. */
public final class LoopScenario {
    private static final long SERVER_SEED = 11;

    private static final int TRAIN = 12;
    private static final int VAL = 20;
    private static final int TEST = 20;

    private LoopScenario() {}

    /** The models of {@link #model} for a server. */
    public static SimulatorConfig simulator() {
        return SimulatorConfig.of("demo").withServerSeed(SERVER_SEED);
    }

    public static LanguageModel model() {
        return new SimulatedModel("demo", SERVER_SEED);
    }

    public static Project project() {
        return project(EvaluatorSpec.named("token-sequence"));
    }

    /** The same project with this search. */
    public static Project project(SearchMode mode) {
        Project paper = project();
        return paper.withMeta(paper.meta().in(mode));
    }

    /** A short race, of one optimizer as given: others make more calls of the same kinds. */
    public static Project race() {
        Project race = project(SearchMode.RACE);
        return race.withOptimizers(race.optimizers().subList(0, 1))
                .withMeta(new MetaSettings(0, 0, 1, 0, InitialScore.TRIAL).in(SearchMode.RACE));
    }

    /** Tasks of a short run: all for training, eight for validation and four for test. */
    public static List<TaskSubmitted> fewTasks(Project project) {
        List<TaskSubmitted> all = tasks(project);
        List<TaskSubmitted> few = new ArrayList<>(all.subList(0, TRAIN + 8));
        few.addAll(all.subList(TRAIN + VAL, TRAIN + VAL + 4));
        return few;
    }

    static Project project(EvaluatorSpec evaluator) {
        Map<ModelRole, ModelSpec> models = new EnumMap<>(ModelRole.class);
        models.put(ModelRole.PROGRAM, new ModelSpec("sim-student", 0, 2000, 60));
        models.put(ModelRole.BACKWARD, new ModelSpec("sim-critic", 0, 2000, 60));
        models.put(ModelRole.JUDGE, new ModelSpec("sim-judge", 0, 2000, 60));
        models.put(ModelRole.OPTIMIZER, new ModelSpec("sim-optimizer", 1, 2000, 60));
        models.put(ModelRole.META, new ModelSpec("sim-meta", 1, 2000, 60));
        LoopSettings settings =
                new LoopSettings(
                        evaluator,
                        AnswerParsing.STRICT,
                        "Brackets are to be closed.",
                        models,
                        3,
                        AcceptanceRule.PAPER,
                        false,
                        .95,
                        .8,
                        96 * 1024,
                        Set.of());
        return new Project(
                new ProjectId("dyck"),
                seed(),
                settings,
                List.of(tgd("tgd", 0), tgd("momentum", 2)),
                new MetaSettings(1, 0, 1, 0, InitialScore.TRIAL),
                SplitShares.DEFAULT,
                Budget.NONE);
    }

    public static List<TaskSubmitted> tasks(Project project) {
        List<TaskSubmitted> tasks =
                new DyckTasks().generate(project.id(), "scenario", TRAIN + VAL + TEST, 15);
        return java.util.stream.IntStream.range(0, tasks.size())
                .mapToObj(
                        i ->
                                in(
                                        tasks.get(i),
                                        i < TRAIN
                                                ? Split.TRAIN
                                                : i < TRAIN + VAL ? Split.VAL : Split.TEST))
                .toList();
    }

    public static RunRequested request(Project project, List<TaskSubmitted> tasks) {
        String hash = SnapshotSpec.hash(tasks.stream().map(TaskSubmitted::id).toList());
        SnapshotSpec snapshot =
                new SnapshotSpec(project.id(), "scenario", tasks.size(), hash, SplitShares.DEFAULT);
        return new RunRequested(new RunId("run-1"), project, snapshot, 11);
    }

    /** The parts that must be equal: all but the number of earlier progress lines. */
    public static String result(RunState state) {
        return state.status() + " " + state.best() + " " + state.lines();
    }

    private static OptimizerSpec tgd(String name, int momentum) {
        Phase phase =
                new Phase(
                        name,
                        Aspect.PROMPT,
                        2,
                        PromptTemplate.text("tgd-description"),
                        List.of(),
                        List.of(),
                        momentum,
                        momentum,
                        Tags.DEFAULT,
                        Reduce.CONCATENATE,
                        ModelRole.OPTIMIZER);
        return new OptimizerSpec(name, List.of(phase));
    }

    private static Program seed() {
        Variable prompt =
                new Variable(
                        "You complete sequences of brackets. Think, then answer.\nEnd with a line `Answer: ` and then the answer.",
                        "the system prompt of a language model that completes bracket sequences",
                        true);
        return new Program(
                List.of(new Node.LlmCall("answer", prompt, List.of(Node.TASK), null, false)),
                "answer");
    }

    private static TaskSubmitted in(TaskSubmitted task, Split split) {
        return new TaskSubmitted(
                task.project(),
                task.id(),
                task.input(),
                task.target(),
                task.set(),
                split,
                task.group());
    }
}
