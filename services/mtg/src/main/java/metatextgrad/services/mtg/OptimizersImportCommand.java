package metatextgrad.services.mtg;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import metatextgrad.json.OptimizerFile;
import metatextgrad.meta.HandedIn;
import metatextgrad.model.MetaSettings.InitialScore;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.OptimizerVersion;
import metatextgrad.model.Project;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Serial;
import metatextgrad.model.Task;
import metatextgrad.optimize.DryRun;
import metatextgrad.streams.Topics;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Hands an optimizer in: the project's next run tries it and says what became of it. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Hands an optimizer in; the project's next run tries it. Prints its id.")
final class OptimizersImportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "As mtg optimizers export wrote it.")
    private Path file = Path.of("optimizer.json");

    @Option(names = "--project", required = true, description = "A defined project.")
    private String project = "";

    @Option(
            names = "--name",
            description = "What the project calls it; default: the name in the file.")
    private @Nullable String name;

    @Override
    public Integer call() {
        ProjectId id = new ProjectId(Inputs.id("--project", project));
        OptimizerFile read = OptimizerInputs.read(file);
        OptimizerSpec spec = read.optimizer();
        if (name != null) spec = new OptimizerSpec(Inputs.id("--name", name), spec.phases());
        try (Cluster cluster = Cluster.connect(Configured.read().settings());
                LoopClient client = cluster.client()) {
            Project defined = ProjectsCommand.defined(cluster, id);
            KnownOptimizers known = KnownOptimizers.of(cluster);
            OptimizerVersion offer = OptimizerVersion.offered(id, spec, read.from(), new Serial(1));
            OptimizerVersion held = known.exactly(offer.key()).orElse(null);
            if (held != null) {
                new Progress(System.err)
                        .accept("it was handed in before: " + OptimizerList.verdict(held));
            } else {
                require(defined, spec, known);
                requireOwnWords(cluster, defined, spec);
                client.send(List.of(offer));
            }
            System.out.println(offer.key());
        }
        return Exit.OK.code();
    }

    /** Checked like a model's proposal: what copies a training item says nothing of the others. */
    private void requireOwnWords(Cluster cluster, Project defined, OptimizerSpec spec) {
        List<Task> tasks =
                cluster.all(
                        Topics.INTAKE_INBOX,
                        Task.class,
                        task -> task.project().equals(defined.id()));
        HandedIn.copies(spec, defined, tasks).stream()
                .findFirst()
                .ifPresent(
                        problem -> {
                            throw Exit.CONFIGURATION.problem(
                                    "%s: optimizer: %s (meta-leak-tokens of project %s is %d)",
                                    file, problem, defined.id(), defined.meta().leakTokens());
                        });
    }

    /** What the file alone cannot tell. */
    private void require(Project defined, OptimizerSpec spec, KnownOptimizers known) {
        if (defined.meta().initialScore() == InitialScore.ZERO)
            throw Exit.CONFIGURATION.problem(
                    "project %s has meta-initial-score zero: its runs try no optimizer as given, so"
                            + " this one would never be answered",
                    defined.id());
        if (OptimizerInputs.names(defined, known).contains(spec.name()))
            throw Exit.CONFIGURATION.problem(
                    "project %s has an optimizer called `%s` already: give this one another name"
                            + " with --name",
                    defined.id(), spec.name());
        DryRun.check(spec, defined.seed())
                .ifPresent(
                        problem -> {
                            throw Exit.CONFIGURATION.problem("%s: optimizer: %s", file, problem);
                        });
    }
}
