namespace ActorPipeline.Expressions.Checking;

/// <summary>Checks the operands of a call and says how it is lowered.</summary>
internal delegate TypedNode CheckCall(CallSite call);
