package metatextgrad.cli.optimizers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.ClusterOptions;
import metatextgrad.cli.cluster.EventWriter;
import metatextgrad.cli.input.Inputs;
import metatextgrad.cli.projects.ProjectsCommand;
import metatextgrad.cli.text.Prints;
import metatextgrad.cli.text.ProgressPrinter;
import metatextgrad.cli.text.View;
import metatextgrad.intake.SplitRule;
import metatextgrad.json.OptimizerFile;
import metatextgrad.meta.SubmissionRules;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Serial;
import metatextgrad.model.Split;
import metatextgrad.model.Text;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.OptimizerVersion;
import metatextgrad.model.event.OptimizerVersion.Verdict;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.live.TaskArrived;
import metatextgrad.model.project.MetaSettings.InitialScore;
import metatextgrad.model.project.Project;
import metatextgrad.process.Exit;
import metatextgrad.strategy.DryRun;
import metatextgrad.topics.Topics;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Submits an optimizer to a project: its next run tries the optimizer and records a verdict. */
@Command(
        name = "import",
        description =
                "Submits an optimizer to a project, whose next run tries it. Prints the optimizer's id.")
@Prints(OptimizersImportCommand.SubmittedOptimizerView.class)
final class OptimizersImportCommand implements Callable<Integer> {
    static final int PART = 1_000;

    @Option(
            names = {"-f", "--file"},
            required = true,
            paramLabel = "FILE",
            description = "A file that mtg optimizers export wrote.")
    private Path file = Path.of("optimizer.json");

    @Option(
            names = "--project",
            paramLabel = "NAME",
            required = true,
            description = "A defined project.")
    private String project = "";

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Name of the optimizer in the project (default: the name in the file).")
    private @Nullable String name;

    @Mixin private ClusterOptions options = new ClusterOptions();

    /**
     * A submitted optimizer.
     *
     * @param verdict pending until a run has tried it
     */
    record SubmittedOptimizerView(String id, String project, String optimizer, Verdict verdict)
            implements View {
        static SubmittedOptimizerView of(OptimizerVersion version) {
            return new SubmittedOptimizerView(
                    version.key(),
                    version.project().value(),
                    version.spec().name(),
                    version.verdict());
        }

        /** Returns the id alone, for scripts. */
        @Override
        public List<String> text() {
            return List.of(id);
        }
    }

    @Override
    public Integer call() {
        ProjectId id = new ProjectId(Inputs.id("--project", project));
        OptimizerFile read = OptimizerFiles.read(file);
        OptimizerSpec spec =
                name == null
                        ? read.optimizer()
                        : new OptimizerSpec(Inputs.id("--name", name), read.optimizer().phases());
        OptimizerVersion offer = OptimizerVersion.offered(id, spec, read.from(), new Serial(1));
        return options.write((cluster, client) -> submit(cluster, client, offer));
    }

    private View submit(Cluster cluster, EventWriter client, OptimizerVersion offer) {
        Project defined = ProjectsCommand.defined(cluster, offer.project());
        OptimizerCatalog known = OptimizerCatalog.of(cluster);
        Optional<OptimizerVersion> before = known.exactly(offer.key());
        if (before.isPresent()) {
            new ProgressPrinter(System.err)
                    .accept("already submitted: " + Text.lower(before.get().verdict()));
        } else {
            require(defined, offer.spec(), known);
            requireNoCopies(cluster, defined, offer.spec());
            client.send(List.of(offer));
            new ProgressPrinter(System.err)
                    .accept(
                            "optimizer %s is submitted to project %s: its next run tries it"
                                    .formatted(offer.spec().name(), offer.project()));
        }
        return SubmittedOptimizerView.of(before.orElse(offer));
    }

    /** The same check as of a proposal: a copy of a train task does not help on other tasks. */
    private void requireNoCopies(Cluster cluster, Project defined, OptimizerSpec spec) {
        List<String> copies = copies(cluster, defined, spec);
        if (!copies.isEmpty())
            throw Exit.CONFIGURATION.problem(
                    "%s: optimizer: %s (meta-leak-tokens of project %s is %d)",
                    file, copies.getFirst(), defined.id(), defined.meta().leakTokens());
    }

    /**
     * Returns copies of train tasks of sets and of traffic. The tasks are compared in parts, since
     * traffic may be larger than the memory.
     */
    static List<String> copies(Cluster cluster, Project project, OptimizerSpec spec) {
        List<String> copies = new ArrayList<>();
        List<TaskSubmitted> part = new ArrayList<>();
        cluster.each(
                Topics.INTAKE_INBOX,
                Event.class,
                one -> {
                    TaskSubmitted task = trainTask(one.event(), project);
                    if (task == null || !copies.isEmpty()) return;
                    part.add(task);
                    if (part.size() < PART) return;
                    copies.addAll(SubmissionRules.copies(spec, project, part));
                    part.clear();
                });
        if (copies.isEmpty()) copies.addAll(SubmissionRules.copies(spec, project, part));
        return copies;
    }

    /** Returns the task if it is a train task of the project. */
    private static @Nullable TaskSubmitted trainTask(Event event, Project project) {
        TaskSubmitted task =
                switch (event) {
                    case TaskSubmitted ofSet -> ofSet;
                    case TaskArrived ofTraffic -> ofTraffic.task();
                    default -> null;
                };
        return task != null
                        && task.project().equals(project.id())
                        && SplitRule.split(task, project.shares()) == Split.TRAIN
                ? task
                : null;
    }

    /** Checks that need the project, not only the file. */
    private void require(Project defined, OptimizerSpec spec, OptimizerCatalog known) {
        if (defined.meta().initialScore() == InitialScore.ZERO)
            throw Exit.CONFIGURATION.problem(
                    "project %s has meta-initial-score zero: runs of this project only try rewritten optimizers, so this optimizer would not be used",
                    defined.id());
        if (OptimizerFiles.names(defined, known).contains(spec.name()))
            throw Exit.CONFIGURATION.problem(
                    "project %s already has an optimizer `%s`: choose another name with --name",
                    defined.id(), spec.name());
        Optional<String> problem = DryRun.check(spec, defined.seed());
        if (problem.isPresent())
            throw Exit.CONFIGURATION.problem("%s: optimizer: %s", file, problem.get());
    }
}
