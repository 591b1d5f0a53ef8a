package metatextgrad.experiments.cli;

import metatextgrad.cli.text.StyledView;
import metatextgrad.experiments.report.Page;

/** The result of an experiment, which can also be written as a page with pictures. */
interface ReportView extends StyledView {
    /** Returns the page; it needs no other file. */
    Page page();
}
