package metatextgrad.deploy;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import metatextgrad.services.streams.CandidateService;
import metatextgrad.services.streams.GradientService;
import metatextgrad.services.streams.IntakeService;
import metatextgrad.services.streams.LossService;
import metatextgrad.services.streams.MetaService;
import metatextgrad.services.streams.OptimizerService;
import metatextgrad.services.streams.RolloutService;
import metatextgrad.streams.Service;

/** The commands that containers may run. */
final class Commands {
    static final String WORKER = "llm-worker";
    static final String GATEWAY = "gateway";

    /** The only ones that call models, and so have their keys. */
    static final Set<String> CALLERS = Set.of(WORKER, GATEWAY);

    static final String SIMULATOR = "simulator";
    static final List<String> TOPICS = List.of("topics", "apply");

    private static final String GROUP = "service";

    private Commands() {}

    /** Returns the arguments with which a container runs a service. */
    static List<String> of(String service) {
        return List.of(GROUP, service);
    }

    /** Commands with pages for health and metrics. */
    static Set<String> services() {
        Set<String> names = new TreeSet<>(CALLERS);
        Stream.of(
                        new IntakeService(),
                        new CandidateService(),
                        new LossService(),
                        new GradientService(),
                        new OptimizerService(),
                        new MetaService(),
                        new RolloutService())
                .map(Service::name)
                .forEach(names::add);
        return names;
    }

    /** Services with stores, which need a volume. */
    static Set<String> stateful() {
        return Set.of("intake", "optimizer", "meta", "rollout");
    }
}
