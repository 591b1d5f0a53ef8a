package metatextgrad.cli.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import metatextgrad.cli.demo.DemoApplication.Answer;
import metatextgrad.cli.text.Texts;
import metatextgrad.model.event.TaskSubmitted;

/** The users of a demo: they send tasks at a steady pace, and the model changes after a third. */
public final class DemoUsers {
    private static final int REPORT = 300;

    private final Function<TaskSubmitted, Answer> application;
    private final int perSecond;
    private final Consumer<String> progress;

    /**
     * @param application answers a task
     * @param perSecond tasks of a second
     */
    public DemoUsers(
            Function<TaskSubmitted, Answer> application, int perSecond, Consumer<String> progress) {
        this.application = application;
        this.perSecond = perSecond;
        this.progress = progress;
    }

    /**
     * Sends all tasks, and reports now and then.
     *
     * @param drift changes the model
     * @param answered accepts each answer, in order
     */
    public void play(List<TaskSubmitted> traffic, Runnable drift, Consumer<Answer> answered) {
        List<Answer> answers = new ArrayList<>();
        long begun = System.nanoTime();
        for (int i = 0; i < traffic.size(); i++) {
            long due = begun + Duration.ofSeconds(1).toNanos() * i / perSecond;
            while (System.nanoTime() < due) LockSupport.parkNanos(due - System.nanoTime());
            if (i == traffic.size() / 3) {
                progress.accept(
                        "DRIFT: the model behind the name changes; what helped most helps least");
                drift.run();
            }
            Answer answer = application.apply(traffic.get(i));
            answers.add(answer);
            answered.accept(answer);
            if ((i + 1) % REPORT == 0) report(answers);
        }
    }

    private void report(List<Answer> answers) {
        List<Answer> last = answers.subList(answers.size() - REPORT, answers.size());
        progress.accept(
                Texts.format(
                        "%d tasks served; of the last %d: %.3f right, %.3f with the seed prompt",
                        answers.size(), REPORT, Answer.served(last), Answer.frozen(last)));
    }
}
