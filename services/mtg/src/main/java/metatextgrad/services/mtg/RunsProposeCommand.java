package metatextgrad.services.mtg;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import metatextgrad.meta.OfferRule;
import metatextgrad.model.OptimizerProposed;
import metatextgrad.model.OptimizerSpec;
import metatextgrad.model.RunId;
import metatextgrad.model.RunRequest;
import metatextgrad.model.RunState;
import metatextgrad.services.mtg.EventReader.Stamped;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Hands an optimizer in to an open run. */
@Command(
        name = "propose",
        mixinStandardHelpOptions = true,
        description =
                "Hands an optimizer in to an open run, which tries it after the prompt rounds and"
                        + " answers.")
final class RunsProposeCommand implements Callable<Integer> {
    @Parameters(paramLabel = "RUN", description = "Its id; mtg runs ls lists them.")
    private String run = "";

    @Option(
            names = "--optimizer",
            required = true,
            description = "The optimizer's file, as mtg optimizers export writes it.")
    private Path optimizer = Path.of("optimizer.yaml");

    @Override
    public Integer call() {
        RunId id = Inputs.run(run);
        OptimizerSpec spec = OptimizerInputs.read(optimizer).optimizer();
        try (Cluster cluster = Cluster.connect(Configured.read().settings());
                LoopClient client = cluster.client()) {
            RunState state = KnownRuns.state(cluster, id).map(Stamped::event).orElse(null);
            RunRequest request =
                    state != null
                            ? state.request()
                            : KnownRuns.request(cluster, id)
                                    .orElseThrow(() -> KnownRuns.unknown(id))
                                    .event();
            requireOpen(id, state);
            Optional<String> problem = OfferRule.problem(request, spec);
            if (problem.isPresent())
                throw Exit.CONFIGURATION.problem("%s: %s", optimizer, problem.get());
            client.send(List.of(new OptimizerProposed(id, spec)));
        }
        System.out.println(
                "optimizer %s is handed in to run %s; mtg runs watch %s shows the verdict"
                        .formatted(spec.name(), id, id));
        return Exit.OK.code();
    }

    /**
     * @throws EnvironmentProblem if the run is over
     */
    static void requireOpen(RunId run, @Nullable RunState state) {
        if (state == null || state.status().open()) return;
        throw Exit.CONFIGURATION.problem(
                "run %s is over (%s): hand the optimizer in to the next one, with mtg optimizers"
                        + " import",
                run, state.status().name().toLowerCase(Locale.ROOT));
    }
}
