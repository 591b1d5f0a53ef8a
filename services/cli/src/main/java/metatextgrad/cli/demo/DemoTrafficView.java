package metatextgrad.cli.demo;

import java.util.List;
import metatextgrad.cli.demo.DemoApplication.Answer;
import metatextgrad.cli.text.Texts;
import metatextgrad.cli.text.View;
import metatextgrad.model.ProjectId;

/**
 * What {@code mtg demo traffic} did.
 *
 * @param served mean score of the answers, from 0 to 1
 * @param frozen mean score that the seed prompt would have had
 */
record DemoTrafficView(String project, int tasks, double served, double frozen) implements View {
    static DemoTrafficView of(ProjectId project, List<Answer> answers) {
        return new DemoTrafficView(
                project.value(), answers.size(), Answer.served(answers), Answer.frozen(answers));
    }

    @Override
    public List<String> text() {
        return List.of(
                Texts.format(
                        "%d tasks served: %.3f right, %.3f with the seed prompt; simulated models",
                        tasks, served, frozen));
    }

    @Override
    public List<String> next() {
        return List.of("mtg adapt status " + project);
    }
}
