package metatextgrad.cli.services;

import java.util.List;
import metatextgrad.services.candidate.CandidateService;
import metatextgrad.services.gradient.GradientService;
import metatextgrad.services.intake.IntakeService;
import metatextgrad.services.loss.LossService;
import metatextgrad.services.meta.MetaService;
import metatextgrad.services.optimizer.OptimizerService;
import metatextgrad.services.rollout.RolloutService;
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
