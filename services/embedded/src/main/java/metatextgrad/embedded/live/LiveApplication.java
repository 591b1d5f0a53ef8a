package metatextgrad.embedded.live;

import java.time.Duration;
import java.util.Map;
import metatextgrad.cli.demo.DemoApplication;
import metatextgrad.cli.demo.DemoTasks;
import metatextgrad.cli.demo.DemoUsers;
import metatextgrad.cli.demo.SimulatedModel;
import metatextgrad.embedded.ParentWatch;
import metatextgrad.model.project.Project;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.simulator.role.Simulator;
import metatextgrad.simulator.world.WorldFile;
import metatextgrad.simulator.world.Worlds;

/**
 * The main class of the application, which is a process of its own. Of the system it has the
 * addresses of the brokers only. It prints a {@link LiveSignal} a line, and ends with its parent.
 */
final class LiveApplication {
    private LiveApplication() {}

    /** The arguments are those of {@link ApplicationSettings#arguments}. */
    public static void main(String[] args) {
        ParentWatch.start();
        try {
            serve(ApplicationSettings.of(args));
        } catch (EnvironmentProblem e) {
            end(e.getMessage(), e.exit());
        } catch (RuntimeException e) {
            end(e.toString(), Exit.FAILURE);
        }
    }

    private static void serve(ApplicationSettings traffic) {
        Project project = LiveDemo.project();
        WorldFile world = Worlds.find(traffic.world());
        Simulator model = new Simulator(world, traffic.seed());
        try (DemoApplication application =
                new DemoApplication(
                        Map.of("bootstrap.servers", traffic.brokers()),
                        traffic.prefix(),
                        project,
                        new SimulatedModel(model))) {
            application.start(Duration.ofMinutes(1));
            print(new LiveSignal.Note("the application serves the seed prompt"));
            new DemoUsers(
                            application::serve,
                            traffic.perSecond(),
                            line -> print(new LiveSignal.Note(line)))
                    .play(
                            DemoTasks.dyck.traffic(project.id(), traffic.tasks(), traffic.seed()),
                            () -> {
                                print(new LiveSignal.Drift());
                                model.become(world.drifted());
                            },
                            answer -> print(new LiveSignal.Answered(answer)));
        }
    }

    /** Its parent prints the last line and takes over the code. */
    @SuppressWarnings("SystemExitOutsideMain")
    private static void end(String problem, Exit exit) {
        System.err.println(problem.replaceAll("\\R\\s*", " "));
        System.exit(exit.code());
    }

    private static void print(LiveSignal signal) {
        System.out.println(signal.line());
    }
}
