package metatextgrad.cli.services;

import java.util.List;
import metatextgrad.services.streams.CandidateService;
import metatextgrad.services.streams.GradientService;
import metatextgrad.services.streams.IntakeService;
import metatextgrad.services.streams.LossService;
import metatextgrad.services.streams.MetaService;
import metatextgrad.services.streams.OptimizerService;
import metatextgrad.services.streams.RolloutService;
import metatextgrad.streams.Service;

/** The stream processors, in the order in which a task passes them. */
public final class StreamServices {
    private StreamServices() {}

    public static List<Service> all() {
        return List.of(
                new IntakeService(),
                new CandidateService(),
                new LossService(),
                new GradientService(),
                new OptimizerService(),
                new MetaService(),
                new RolloutService());
    }
}
