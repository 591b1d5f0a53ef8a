package metatextgrad.bench;

import metatextgrad.cli.cluster.ModelEndpoints;
import metatextgrad.cli.services.WorkerPart;
import metatextgrad.process.OpenParts;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.streams.ServiceRunner;
import metatextgrad.streams.Topics;

/** All paths of a call under the same conditions. They are used one after the other. */
final class BenchCell implements AutoCloseable {
    private final OpenParts parts = new OpenParts();
    private final BenchPoint point;
    private final ServiceRunner candidate;
    private final BenchDirect direct;
    private final WorkerPart worker;
    private final BenchAsker ofWorker;
    private final BenchAsker ofLoop;
    private final BenchNaive naive;

    BenchCell(BenchGround ground, BenchPoint point, String name, ServiceRunner candidate) {
        this.point = point;
        this.candidate = candidate;
        SimulatorServer models = parts.add(BenchModels.start(point.pace().latency()));
        direct = parts.add(new BenchDirect(models.baseUrl(), point.inFlight()));
        worker =
                parts.add(
                        ground.startWorker(
                                ModelEndpoints.simulated(models.baseUrl(), point.inFlight())));
        ofWorker = parts.add(BenchAsker.ofWorker(ground));
        ofLoop =
                parts.add(
                        new BenchAsker(
                                ground.settings(), ground.events(), Topics.CANDIDATE_OUTPUTS));
        naive = parts.add(BenchNaive.start(ground, name, direct::answer));
    }

    BenchTimes go(BenchPath path, int usual) {
        boolean blocks = path == BenchPath.NAIVE;
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
