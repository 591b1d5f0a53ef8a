package metatextgrad.services.mtg;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import metatextgrad.llm.Asker;
import metatextgrad.llm.LlmRequest;
import metatextgrad.llm.LlmResponse;
import metatextgrad.model.Event;
import metatextgrad.services.mtg.BenchFigure.Target;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.streams.Topics;

/** How many calls one worker, alone on the broker, has open at a model that takes a second. */
final class BenchInFlight {
    static final Duration MODEL = Duration.ofSeconds(1);

    private static final int WARM_UP = 60;
    private static final int CALLS = 1500;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final BenchWork work = new BenchWork(WARM_UP + CALLS, 2);
    private final Set<String> answered = new TreeSet<>();

    /**
     * @param simulator takes {@link #MODEL} for each call
     */
    List<BenchFigure> measure(
            BenchGround ground, SimulatorServer simulator, Consumer<String> progress) {
        var endpoint = AllInOne.simulated(simulator.baseUrl());
        try (WorkerPart worker = ground.startWorker(endpoint);
                LoopClient client = new LoopClient(ground.settings(), ground.events());
                EventReader reader =
                        new EventReader(
                                ground.settings(),
                                ground.events(),
                                List.of(Topics.responses(Asker.CANDIDATE)))) {
            reader.toEnd();
            List<LlmRequest> requests = work.requests();
            client.send(requests.subList(0, WARM_UP));
            follow(reader, worker, WARM_UP);
            progress.accept(
                    "in flight: %d calls of %d s at once".formatted(CALLS, MODEL.toSeconds()));
            long start = System.nanoTime();
            client.send(requests.subList(WARM_UP, WARM_UP + CALLS));
            follow(reader, worker, WARM_UP + CALLS);
            double seconds = (System.nanoTime() - start) / 1e9;
            return figures(simulator, seconds);
        }
    }

    private void follow(EventReader reader, WorkerPart worker, int calls) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (answered.size() < calls) {
            for (Event event : reader.poll()) {
                if (!(event instanceof LlmResponse answer)) continue;
                if (answer.outcome() != LlmResponse.Outcome.OK)
                    throw new EnvironmentProblem(Exit.FAILURE, "a call failed: " + answer.reason());
                answered.add(answer.replyKey());
            }
            if (!worker.report().live())
                throw new EnvironmentProblem(Exit.FAILURE, "what is measured stopped");
            if (System.nanoTime() > end)
                throw new EnvironmentProblem(
                        Exit.FAILURE,
                        calls - answered.size() + " of " + calls + " answers never came");
        }
    }

    private static List<BenchFigure> figures(SimulatorServer simulator, double seconds) {
        double rate = CALLS / seconds;
        return List.of(
                BenchFigure.of(
                                "inFlight.most",
                                "calls in flight in one worker, 1 s model, most",
                                simulator.calls().mostInFlight(),
                                "")
                        .against(Target.atLeast(AllInOne.IN_FLIGHT)),
                BenchFigure.of(
                        "inFlight.mean",
                        "calls in flight in one worker, 1 s model, mean",
                        rate * MODEL.toMillis() / 1000.0,
                        ""),
                BenchFigure.of("inFlight.rate", "answers of that worker", rate, "calls/s"),
                BenchFigure.of(
                        "inFlight.paidTwice",
                        "calls made more than once",
                        (double) (simulator.calls().calls() - simulator.calls().distinct()),
                        ""));
    }
}
