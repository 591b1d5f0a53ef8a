package metatextgrad.model.state;

import metatextgrad.model.Row;
import metatextgrad.model.TaskId;

/** The first task of a set with an input. A set has each input once. */
public record TaskOfInput(TaskId task) implements Row {}
