"""Tables of steering."""

from anlan.campaigns.steering.models.experts import Conflict, Engagement, Expert, ExpertEvent
from anlan.campaigns.steering.models.gates import Gate, GateEvent
from anlan.campaigns.steering.models.measures import Measure, MeasureCheck, MeasureList, MeasureListEvent
from anlan.campaigns.steering.models.meetings import Meeting, MeetingEvent, MeetingTask, MeetingTaskEvent
from anlan.campaigns.steering.models.support import Spending, Support, SupportEvent
from anlan.campaigns.steering.models.task_force import TaskForce, TaskForceEvent, TaskForceMember

__all__ = [
    "Conflict",
    "Engagement",
    "Expert",
    "ExpertEvent",
    "Gate",
    "GateEvent",
    "Measure",
    "MeasureCheck",
    "MeasureList",
    "MeasureListEvent",
    "Meeting",
    "MeetingEvent",
    "MeetingTask",
    "MeetingTaskEvent",
    "Spending",
    "Support",
    "SupportEvent",
    "TaskForce",
    "TaskForceEvent",
    "TaskForceMember",
]
