package metatextgrad.bench;

import metatextgrad.cli.cluster.ModelEndpoints;
import metatextgrad.cli.services.WorkerServicePart;
import metatextgrad.process.OpenParts;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.streams.ServiceRunner;
import metatextgrad.topics.Topics;

/** All paths of a call under the same conditions. They are used one after the other. */
final class PathComparison implements AutoCloseable {
    private final OpenParts parts = new OpenParts();
    private final GridPoint point;
    private final ServiceRunner candidate;
    private final DirectClient direct;
    private final WorkerServicePart worker;
    private final WorkerClient ofWorker;
    private final WorkerClient ofLoop;
    private final BlockingProcessor naive;

    PathComparison(
            BenchEnvironment environment, GridPoint point, String name, ServiceRunner candidate) {
        this.point = point;
        this.candidate = candidate;
        SimulatorServer models = parts.add(BenchModels.start(point.pace().latency()));
        direct = parts.add(new DirectClient(models.baseUrl(), point.inFlight()));
        worker =
                parts.add(
                        environment.startWorker(
                                ModelEndpoints.simulated(models.baseUrl(), point.inFlight())));
        ofWorker = parts.add(WorkerClient.ofWorker(environment));
        ofLoop =
                parts.add(
                        new WorkerClient(
                                environment.settings(),
                                environment.events(),
                                Topics.CANDIDATE_OUTPUTS));
        naive = parts.add(BlockingProcessor.start(environment, name, direct::answer));
    }

    BenchTimes go(CallPath path, int usual) {
        boolean blocks = path == CallPath.NAIVE;
        BenchWork work =
                BenchWork.of(blocks ? point.naiveCalls(usual) : point.calls(usual), point.kibi());
        return switch (path) {
            case DIRECT -> direct.ask(work.requests(), point.inFlight());
            case WORKER -> ofWorker.ask(work, this::live);
            case LOOP -> ofLoop.ask(work, work.batches(), this::live);
            case NAIVE -> naive.ask(work);
        };
    }

    private boolean live() {
        return candidate.report().live() && worker.live();
    }

    @Override
    public void close() {
        parts.close();
    }
}
