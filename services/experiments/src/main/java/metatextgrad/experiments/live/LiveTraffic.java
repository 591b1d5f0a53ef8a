package metatextgrad.experiments.live;

import java.util.List;
import java.util.Locale;
import metatextgrad.cli.demo.DemoTasks;
import metatextgrad.cli.demo.DirectAnswer;
import metatextgrad.cli.demo.SimulatedModel;
import metatextgrad.model.Program;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.Project;
import metatextgrad.simulator.role.Simulator;
import metatextgrad.simulator.world.WorldFile;

/**
 * Simulated users: tasks in their order, and the model that answers them. Both follow the course
 * that the world states. Used by one thread.
 */
final class LiveTraffic {
    private final Project project;
    private final WorldFile world;
    private final Simulator simulator;
    private final SimulatedModel model;
    private final List<TaskSubmitted> clean;
    private final List<TaskSubmitted> sent;
    private WorldFile now;

    LiveTraffic(Project project, WorldFile world, int tasks, long seed) {
        this.project = project;
        this.world = world;
        this.now = world;
        this.simulator = new Simulator(world, seed);
        this.model = new SimulatedModel(simulator);
        this.clean = DemoTasks.dyck.traffic(project.id(), tasks, seed);
        this.sent = new Poisoning(world.traffic().poison(), seed).of(clean);
    }

    SimulatedModel model() {
        return model;
    }

    int size() {
        return sent.size();
    }

    /** Returns the task of this place, as it arrives; the model becomes that of its time. */
    TaskSubmitted task(int place) {
        WorldFile next = world.at(place, sent.size());
        if (!next.equals(now)) simulator.become(next);
        now = next;
        return sent.get(place);
    }

    /**
     * What the application answers to a task.
     *
     * @param right the score by the right answer, which an attacker cannot change
     * @param judged the score by the target that arrived with the task
     */
    record Answered(double right, double judged) {}

    /** Returns what a program of one call answers to the task of this place, now. */
    Answered answer(Program program, int place) {
        String prompt = String.valueOf(program.onlyPrompt());
        TaskSubmitted task = sent.get(place);
        String answer = DirectAnswer.text(model, project.loop(), prompt, task);
        return new Answered(
                DirectAnswer.score(project.loop(), answer, clean.get(place)),
                DirectAnswer.score(project.loop(), answer, task));
    }

    /** Whether a prompt has what the attacker wants. */
    boolean isMarked(Program program) {
        String marker = world.traffic().poison().marker();
        return !marker.isEmpty()
                && String.valueOf(program.onlyPrompt())
                        .toLowerCase(Locale.ROOT)
                        .contains(marker.toLowerCase(Locale.ROOT));
    }
}
