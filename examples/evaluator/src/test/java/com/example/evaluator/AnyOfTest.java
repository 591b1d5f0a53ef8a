package com.example.evaluator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import metatextgrad.evaluator.Evaluator;
import metatextgrad.evaluator.EvaluatorContract;
import metatextgrad.evaluator.Finding;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Score;
import metatextgrad.model.TaskId;
import metatextgrad.model.event.TaskSubmitted;
import metatextgrad.model.project.AnswerParsing;
import metatextgrad.model.project.EvaluatorSpec;
import net.jqwik.api.Example;

final class AnyOfTest extends EvaluatorContract {
    @Override
    protected Evaluator evaluator() {
        return new AnyOf();
    }

    @Override
    protected String target() {
        return "car|automobile";
    }

    @Override
    protected String right() {
        return "Answer: automobile";
    }

    @Override
    protected String wrong() {
        return "Answer: bicycle";
    }

    @Example
    void shouldSplitAtTheSeparatorOfTheProject() {
        EvaluatorSpec spec = EvaluatorSpec.with("any-of", Map.of("separator", " or "));
        TaskSubmitted task =
                new TaskSubmitted(
                        new ProjectId("p"),
                        new TaskId("t"),
                        "What has four wheels?",
                        "a|b or car",
                        null,
                        null,
                        null);

        assertThat(evaluator().with(spec).evaluate(task, "Answer: car", AnswerParsing.STRICT))
                .isEqualTo(new Finding.Scored(Score.CORRECT, "The answer is right."));
    }
}
