package metatextgrad.experiments.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import metatextgrad.cli.cluster.CliSettings;
import metatextgrad.cli.ops.ModelProbe;
import metatextgrad.cli.text.Prints;
import metatextgrad.cli.text.ProgressPrinter;
import metatextgrad.config.ModelEndpoint;
import metatextgrad.experiments.LocalExperimentEnvironment;
import metatextgrad.experiments.PeerComparison;
import metatextgrad.experiments.PeerStudy;
import metatextgrad.experiments.peers.PeerRunner;
import metatextgrad.experiments.peers.PeerScript;
import metatextgrad.experiments.peers.PeersUnavailable;
import metatextgrad.llm.LanguageModel;
import metatextgrad.modelclient.ModelRouter;
import metatextgrad.process.Exit;
import metatextgrad.simulator.SimulatorConfig;
import metatextgrad.simulator.SimulatorServer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares with other prompt optimizers at equal numbers of model calls. */
@Command(
        name = "peers",
        description = {
            "Compares metaTextGrad with GEPA, TextGrad and MIPROv2 at equal numbers of model calls.",
            "Install them with services/experiments/peers/run install. Without them, only metaTextGrad is measured."
        })
@Prints({PeersView.class, PeersForecast.class})
final class ExperimentPeersCommand implements Callable<Integer> {
    private static final int THREADS = Runtime.getRuntime().availableProcessors();

    @Mixin private StudyOptions study = new StudyOptions();

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "Number of seeds, 1 or more (default: ${DEFAULT-VALUE}).")
    private int seeds = 3;

    @Option(
            names = "--calls",
            paramLabel = "N",
            split = ",",
            description = "Numbers of model calls to compare at (default: ${DEFAULT-VALUE}).")
    private List<Long> calls = List.of(500L, 1_000L, 2_500L);

    @Option(
            names = "--dry-run",
            description = "Only print about how many model calls the comparison takes.")
    private boolean dryRun;

    @Mixin private ReportOptions output = new ReportOptions();

    private final ProgressPrinter progress = new ProgressPrinter(System.err);

    @Override
    public Integer call() throws InterruptedException {
        if (seeds < 1) throw Exit.USAGE.problem("--seeds must be 1 or more");
        if (calls.isEmpty() || calls.stream().anyMatch(number -> number < 1))
            throw Exit.USAGE.problem("--calls must be 1 or more");
        List<Study> studies = study.studies();
        PeersForecast forecast = new PeersForecast(studies.stream().map(this::forecast).toList());
        if (dryRun) return output.printText(forecast);
        forecast.text().forEach(progress);
        List<PeersView.Of> views = new ArrayList<>();
        for (Study one : studies) views.add(view(one));
        return output.print(new PeersView(views));
    }

    private PeersForecast.Of forecast(Study one) {
        return PeersForecast.Of.of(one, budgets(), seeds);
    }

    private List<Long> budgets() {
        return calls.stream().sorted().distinct().toList();
    }

    private PeersView.Of view(Study one) throws InterruptedException {
        SimulatorConfig config = one.models();
        if (config == null) return real(one);
        try (SimulatorServer server = SimulatorServer.start(config)) {
            return view(one, one.simulated(), server.baseUrl(), null, server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PeersView.Of real(Study one) throws InterruptedException {
        ModelEndpoint endpoint = CliSettings.read().model();
        ModelProbe.check(endpoint, one.project());
        try (ModelRouter model = CliSettings.client(endpoint, THREADS)) {
            String key = CliSettings.key(endpoint).current();
            return view(one, model, endpoint.baseUrl(), key, null);
        }
    }

    private PeersView.Of view(
            Study one,
            LanguageModel model,
            URI models,
            @Nullable String key,
            @Nullable SimulatorServer server)
            throws InterruptedException {
        List<Long> budgets = budgets();
        PeerStudy compared =
                new PeerStudy(
                        one.project(),
                        one.tasks(),
                        budgets,
                        THREADS,
                        () -> new LocalExperimentEnvironment(model, one.tasks()),
                        progress);
        try {
            PeerScript script = PeerScript.installed();
            script.check();
            PeerRunner.check(one.project());
            PeerRunner runner =
                    new PeerRunner(
                            script,
                            one.project(),
                            one.tasks(),
                            models,
                            key,
                            budgets.getLast(),
                            false,
                            THREADS,
                            progress);
            PeerStudy.Peers peers =
                    server == null ? runner : new CountedPeers(runner, server.calls());
            PeerComparison comparison = compared.with(peers, seeds);
            return PeersView.Of.of(one, budgets, comparison, null);
        } catch (PeersUnavailable e) {
            String reason = String.valueOf(e.getMessage());
            System.err.println("mtg: " + reason);
            return PeersView.Of.of(one, budgets, compared.alone(seeds), reason);
        } catch (IllegalStateException e) {
            throw Exit.FAILURE.problem(e, "the experiment failed: %s", e.getMessage());
        }
    }
}
